import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SeedResult, SeedTask } from './seed-worker';

/** Runs seeds on every core. */
export class SeedPool {
  private readonly workers: Worker[];

  constructor(cores = availableParallelism()) {
    this.workers = Array.from({ length: cores }, () => new Worker(join(__dirname, 'seed-worker.js')));
  }

  /** Runs tasks in about their order until none is left or `onResult` answers false. */
  async run(tasks: Iterator<SeedTask>, onResult: (result: SeedResult) => boolean): Promise<void> {
    let isWanted = true;
    await Promise.all(
      this.workers.map(async (worker) => {
        for (let next = tasks.next(); isWanted && next.done !== true; next = tasks.next()) {
          for (const result of await this.one(worker, next.value)) {
            if (!onResult(result)) isWanted = false;
          }
        }
      }),
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private one(worker: Worker, task: SeedTask): Promise<readonly SeedResult[]> {
    return new Promise((resolve, reject) => {
      const done = (results: readonly SeedResult[]): void => {
        worker.off('error', reject);
        resolve(results);
      };
      worker.once('message', done);
      worker.once('error', reject);
      worker.postMessage(task);
    });
  }
}

/** Tasks for seeds one after another, some at a time. */
export function* seedsFrom(from: number, count: number, bug: string | null = null): Generator<SeedTask> {
  const end = from + count;
  // A worker that waits for its next task is a core that waits; a bug is often found by the first seeds.
  const atOnce = bug === null ? 10 : 2;
  for (let seed = from; seed < end; seed += atOnce) {
    yield { seeds: Array.from({ length: Math.min(atOnce, end - seed) }, (_, i) => seed + i), bug };
  }
}
