import { describeSettings, loadSettings, WrongSettings } from './config/load-settings';
import { createServer } from './server';

async function main(): Promise<void> {
  const settings = loadSettings(process.env);
  if (process.argv.includes('--check-config')) {
    process.stdout.write(`${describeSettings(settings)}\n`);
    return;
  }
  const app = await createServer(settings);
  await app.listen(settings.PORT, settings.HOST);
}

main().catch((error: unknown) => {
  const text =
    error instanceof WrongSettings ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
