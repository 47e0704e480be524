import { announce, stopOnSignal } from '../shared/announce';
import { bankServer } from './server';
import { settingsFromEnvironment } from './settings';

async function main(): Promise<void> {
  const server = bankServer(settingsFromEnvironment());
  stopOnSignal(() => server.close());
  announce('bank', await server.listen());
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
