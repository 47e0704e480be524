import { SeedPool, seedsFrom } from './seed-pool';
import { SEEDED_BUGS, type SeededBug } from './seeded-bugs';

/** Lets the simulation look for each seeded bug and prints after how many seeds it was found. True when all were. */
export async function huntBugs(): Promise<boolean> {
  const pool = new SeedPool();
  let missed = 0;
  process.stdout.write(
    `${'seeded bug'.padEnd(34)}${'found after'.padStart(12)}${'allowed'.padStart(9)}  by\n`,
  );
  for (const bug of SEEDED_BUGS) {
    const found = await hunt(pool, bug);
    if (!found) missed += 1;
    const after = found ? String(found.seed) : 'NOT FOUND';
    process.stdout.write(
      `${bug.name.padEnd(34)}${after.padStart(12)}${String(bug.within).padStart(9)}  ${found?.violation ?? bug.what}\n`,
    );
  }
  await pool.close();
  process.stdout.write(
    `simulate: ${SEEDED_BUGS.length - missed} of ${SEEDED_BUGS.length} seeded bugs found\n`,
  );
  return missed === 0;
}

interface Find {
  readonly seed: number;
  readonly violation: string;
}

async function hunt(pool: SeedPool, bug: SeededBug): Promise<Find | null> {
  const finds: Find[] = [];
  await pool.run(seedsFrom(1, bug.within, bug.name), ({ seed, violation }) => {
    if (violation === null) return true;
    finds.push({ seed, violation: violation.replace(/^\w+: /, '') });
    return false;
  });
  return finds.sort((a, b) => a.seed - b.seed)[0] ?? null;
}
