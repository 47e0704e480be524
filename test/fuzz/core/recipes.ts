import fc from 'fast-check';

/** The value that a seed stands for. */
export function drawn<T>(arbitrary: fc.Arbitrary<T>, seed: number): T {
  const [value] = fc.sample(arbitrary, { seed, numRuns: 1 });
  return value as T;
}

const LONGEST_SHRINKING_MS = 10_000;

/** The smallest value near the one of a seed that still fails; null when that one does not fail again. */
export async function shrunk<T>(
  arbitrary: fc.Arbitrary<T>,
  seed: number,
  fails: (value: T) => Promise<boolean>,
): Promise<T | null> {
  const property = fc.asyncProperty(arbitrary, async (value) => !(await fails(value)));
  const { counterexample } = await fc.check(property, {
    seed,
    numRuns: 1,
    interruptAfterTimeLimit: LONGEST_SHRINKING_MS,
  });
  return counterexample?.[0] ?? null;
}

/** One of a list, by any whole number. */
export function pickedFrom<T>(list: readonly T[], pick: number): T {
  const value = list[pick % list.length];
  if (value === undefined) throw new Error('Nothing to pick from');
  return value;
}
