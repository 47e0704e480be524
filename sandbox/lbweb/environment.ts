import { numberFrom, portFrom, textFrom } from '../shared/environment';
import type { CoreAddress } from './core/core-call';

export interface LbwebOptions {
  readonly host: string;
  readonly port: number;
  readonly core: CoreAddress;
  readonly now?: () => number;
  /** Folder for raw messages; undefined = the environment decides. */
  readonly recordDir?: string;
}

/** @throws Error with one clear line when a variable cannot be used */
export function optionsFromEnvironment(): LbwebOptions {
  return {
    host: textFrom('SANDBOX_HOST', '127.0.0.1'),
    port: portFrom('SANDBOX_LBWEB_PORT', 3002),
    core: {
      url: textFrom('SANDBOX_API3_URL', 'http://127.0.0.1:34012/'),
      timeoutMs: numberFrom('SANDBOX_LBWEB_CORE_TIMEOUT_MS', 10_000, { min: 1, max: 600_000 }),
    },
  };
}
