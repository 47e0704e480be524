import { parseArgs } from 'node:util';
import { Logger } from '@nestjs/common';
import { huntBugs } from './hunt-bugs';
import { runSeeds } from './run-seeds';
import { simulate } from './simulate';

const USAGE = `simulate --seeds 1000 [--from 1]     runs seeds; prints each that breaks a rule
simulate --seed 42 [--trace]         replays one seed twice and compares the two
simulate --bugs                      shows within how many seeds each seeded bug is found`;

/** Runs one seed twice: the same must happen, to the letter. */
async function replay(seed: number, isTraced: boolean): Promise<boolean> {
  Logger.overrideLogger(false);
  const first = await simulate(seed, undefined, isTraced);
  const second = await simulate(seed);
  if (isTraced) process.stdout.write(first.trace);
  const isSame = first.digest === second.digest;
  process.stdout.write(
    `${JSON.stringify(first.climate)}\nseed ${seed}: ${first.violation ?? 'every rule held'}\n` +
      `trace of ${first.occurrences} occurrences, sha256 ${first.digest}\n` +
      `${isSame ? 'the second run was identical' : `the second run differed: ${second.digest}`}\n`,
  );
  return isSame && first.violation === null;
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      trace: { type: 'boolean', default: false },
      bugs: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return true;
  }
  if (values.bugs) return huntBugs();
  if (values.seed !== undefined) return replay(wholeNumber(values.seed), values.trace);
  return runSeeds(wholeNumber(values.from), wholeNumber(values.seeds ?? '100'));
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`Not a whole number: ${text}\n${USAGE}`);
  return Number(text);
}

main().then(
  (isFine) => {
    process.exitCode = isFine ? 0 : 1;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
