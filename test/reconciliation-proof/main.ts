import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect, parseArgs } from 'node:util';
import { startDatabase } from '../../sandbox/database/available-database';
import { DEMO_TERMINAL, World } from '../support/world';
import { prove, PROOF_ENVIRONMENT, type Proof } from './prove';
import { isPerfect, scoreText } from './score';
import { sizesOf } from './sizes';

const USAGE = 'npm run prove:reconciliation -- [--payments 20000] [--seed 7]';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function optionsOf(args: readonly string[]): { readonly payments: number; readonly seed: number } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      payments: { type: 'string', default: '20000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const [payments, seed] = [Number(values.payments), Number(values.seed)];
  if (!Number.isInteger(payments) || payments < 1 || payments > 90_000)
    throw new Error('--payments: 1 to 90000');
  if (!Number.isInteger(seed)) throw new Error('--seed: a whole number');
  return { payments, seed };
}

function tell(proof: Proof): boolean {
  say(`\nFound by reconciliation\n${scoreText(proof.first)}`);
  say(`\nLeft after healing, against what needs a person\n${scoreText(proof.afterHealing)}`);
  say(`\nagreements with a wrong sum in billing: ${String(proof.wrongSums.length)}`);
  for (const wrong of proof.wrongSums.slice(0, 20)) say(inspect(wrong));
  return isPerfect(proof.first) && isPerfect(proof.afterHealing) && proof.wrongSums.length === 0;
}

async function run(payments: number, seed: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'billing-adapter-proof-'));
  const database = await startDatabase(join(folder, 'mariadb'), { removeOnStop: true, say });
  try {
    process.env['TEST_DATABASE_SERVER_URL'] = database.serverUrl;
    const world = await World.start({ env: PROOF_ENVIRONMENT });
    try {
      say(`seed ${String(seed)}, ${String(payments)} payments`);
      return tell(await prove(world, { seed, sizes: sizesOf(payments, DEMO_TERMINAL, new Date()), say }));
    } finally {
      await world.stop();
    }
  } finally {
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function main(): void {
  let options: ReturnType<typeof optionsOf>;
  try {
    options = optionsOf(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  run(options.payments, options.seed).then(
    (isProven) => process.exit(isProven ? 0 : 1),
    (error: unknown) => {
      process.stderr.write(`${inspect(error)}\n`);
      process.exit(1);
    },
  );
}

main();
