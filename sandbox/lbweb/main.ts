import { announce, stopOnSignal } from '../shared/announce';
import { optionsFromEnvironment } from './environment';
import { createServer } from './server';

async function main(): Promise<void> {
  const options = optionsFromEnvironment();
  const app = createServer(options);
  const address = await app.listen({ host: options.host, port: options.port });
  stopOnSignal(() => app.close());
  announce('lbweb', address);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
