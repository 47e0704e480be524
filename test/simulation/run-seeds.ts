import { SeedPool, seedsFrom } from './seed-pool';

const SAY_EVERY_MS = 30_000;

/** Runs seeds on all cores and prints every one that broke a rule. True when none did. */
export async function runSeeds(from: number, count: number): Promise<boolean> {
  const pool = new SeedPool();
  const began = performance.now();
  const total = { runs: 0, occurrences: 0, credits: 0, parked: 0, broken: 0 };
  const seconds = (): string => ((performance.now() - began) / 1000).toFixed(0);
  const teller = setInterval(() => {
    process.stderr.write(`${total.runs} of ${count} seeds, ${total.broken} broken, ${seconds()} s\n`);
  }, SAY_EVERY_MS);
  await pool.run(seedsFrom(from, count), ({ seed, violation, occurrences, credits, parked }) => {
    total.runs += 1;
    total.occurrences += occurrences;
    total.credits += credits;
    total.parked += parked;
    if (violation !== null) {
      total.broken += 1;
      process.stdout.write(
        `seed ${seed}: ${violation}\n  replay: npm run simulate -- --seed ${seed} --trace\n`,
      );
    }
    return true;
  });
  clearInterval(teller);
  await pool.close();
  process.stdout.write(
    `simulate: ${total.runs} seeds, ${total.occurrences} occurrences, ${total.credits} credits, ` +
      `${total.parked} parked with a reason, ${total.broken} broken, ${seconds()} s\n`,
  );
  return total.broken === 0 && total.runs === count;
}
