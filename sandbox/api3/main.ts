import { announce, stopOnSignal } from '../shared/announce';
import { portFrom, textFrom } from '../shared/environment';
import { createServer } from './server';

async function main(): Promise<void> {
  const app = createServer({
    managerLogin: textFrom('LANBILLING_MANAGER_LOGIN', 'tbank'),
    managerPassword: textFrom('LANBILLING_MANAGER_PASSWORD', 'demo'),
  });
  const host = textFrom('SANDBOX_HOST', '127.0.0.1');
  const address = await app.listen({ host, port: portFrom('SANDBOX_API3_PORT', 34_012) });
  stopOnSignal(() => app.close());
  announce('api3', `${address}/`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
