import { parentPort } from 'node:worker_threads';
import { Logger } from '@nestjs/common';
import { SOUND } from './mechanism';
import { SEEDED_BUGS } from './seeded-bugs';
import { simulate } from './simulate';

/** Runs that a worker is given: some seeds, and the seeded bug in force, if any. */
export interface SeedTask {
  readonly seeds: readonly number[];
  readonly bug: string | null;
}

/** What a run came to, without its trace. */
export interface SeedResult {
  readonly seed: number;
  readonly violation: string | null;
  readonly digest: string;
  readonly occurrences: number;
  readonly credits: number;
  readonly parked: number;
}

// What the service logs of a thousand simulated disasters says nothing to anybody.
Logger.overrideLogger(false);

async function runAll({ seeds, bug }: SeedTask): Promise<readonly SeedResult[]> {
  const mechanism = SEEDED_BUGS.find(({ name }) => name === bug)?.mechanism;
  const results: SeedResult[] = [];
  for (const seed of seeds) {
    const { violation, digest, occurrences, credits, parked } = await simulate(seed, {
      ...SOUND,
      ...mechanism,
    });
    results.push({ seed, violation, digest, occurrences, credits, parked });
  }
  return results;
}

parentPort?.on('message', (task: SeedTask) => {
  void runAll(task).then((results) => parentPort?.postMessage(results));
});
