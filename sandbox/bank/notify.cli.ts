import { notify } from './notify';
import { HELP, readArguments } from './notify-arguments';

async function run(): Promise<boolean> {
  const wish = readArguments(process.argv.slice(2));
  if (!wish.help) return notify(wish, (line) => console.log(line));
  console.log(HELP);
  return true;
}

run().then(
  (good) => (process.exitCode = good ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    console.error('See --help.');
    process.exitCode = 1;
  },
);
