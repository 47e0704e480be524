import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { ChildProgram, runProgram } from './child-program';
import { HOUSE } from './house';

export type Environment = Readonly<Record<string, string | undefined>>;

const DEMO_JWT_SECRET = 'sandbox-only-secret-for-tokens-of-the-demo';

/** Folder of the built service, beside that of the built sandbox. */
export const SERVICE_FOLDER = join(HOUSE, 'dist');

/** Makes a database when it does not exist; answers its address. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<string> {
  const url = new URL(serverUrl);
  const connection = await createConnection({
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  });
  await connection.query(`CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4`);
  await connection.end();
  url.pathname = `/${name}`;
  return url.toString();
}

interface Wiring {
  readonly databaseUrl: string;
  readonly bankUrl: string;
  readonly api3Url: string;
  /** Address of the stand-in for LANBilling's own cabinet, where it runs. */
  readonly lbwebUrl?: string;
  readonly port: number;
  readonly cabinetOrigin?: string;
}

/** The stand-in serves both forms: `api.php` at its root, paths in a folder. */
function lbwebClientUrl(standInUrl: string, form: string | undefined): string {
  const root = `${standInUrl.replace(/\/$/, '')}/`;
  return form === 'path' ? `${root}lbweb-client/` : root;
}

/** The service's environment in the sandbox; whatever the caller's own environment says wins. */
export function serviceEnvironment(wiring: Wiring, own: Environment): Environment {
  const origin = wiring.cabinetOrigin ?? `http://127.0.0.1:${String(wiring.port)}`;
  const defaults: Environment = {
    HOST: '127.0.0.1',
    DATABASE_URL: wiring.databaseUrl,
    JWT_SECRET: DEMO_JWT_SECRET,
    LANBILLING_API3_URL: wiring.api3Url,
    LANBILLING_MANAGER_LOGIN: 'tbank',
    LANBILLING_MANAGER_PASSWORD: 'demo',
    TINKOFF_API_URL: `${wiring.bankUrl.replace(/\/$/, '')}/v2`,
    TINKOFF_TERMINAL_KEY: '1700000000001DEMO',
    TINKOFF_PASSWORD: 'demo$Secret',
    TINKOFF_NOTIFICATION_URL: `http://127.0.0.1:${String(wiring.port)}/v1/tinkoff/notifications`,
    RETURN_URL_ORIGINS: origin,
    ...(wiring.lbwebUrl === undefined
      ? {}
      : { LBWEB_CLIENT_URL: lbwebClientUrl(wiring.lbwebUrl, own['LBWEB_CLIENT_URL_FORM']) }),
  };
  const given = Object.fromEntries(
    Object.entries(own).filter(([, value]) => value !== undefined && value !== ''),
  );
  return { ...defaults, ...given, PORT: String(wiring.port) };
}

export async function migrate(env: Environment): Promise<void> {
  await runProgram(join(SERVICE_FOLDER, 'database', 'migrate.cli.js'), ['up'], env);
}

export async function makeApiKey(
  env: Environment,
  scope: string,
  name = `sandbox-${scope}`,
): Promise<string> {
  const args = ['create', '--name', name, '--scope', scope];
  return runProgram(join(SERVICE_FOLDER, 'auth', 'api-key.cli.js'), args, env);
}

/** Starts the built service and waits until it is ready. */
export async function startService(
  env: Environment,
  logFile?: string,
): Promise<{ program: ChildProgram; url: string }> {
  const url = `http://127.0.0.1:${env['PORT'] ?? ''}`;
  const options = { name: 'service', file: join(SERVICE_FOLDER, 'main.js'), env };
  const program = ChildProgram.start(logFile === undefined ? options : { ...options, logFile });
  const deadline = Date.now() + 60_000;
  while (!program.hasEnded && Date.now() < deadline) {
    const isReady = await fetch(`${url}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return { program, url };
    await pause(50);
  }
  await program.stop();
  throw new Error(`The service did not get ready${logFile === undefined ? '' : `; its log is ${logFile}`}`);
}
