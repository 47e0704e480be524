import { Logger } from '@nestjs/common';
import { SOUND } from './mechanism';
import { SEEDED_BUGS } from './seeded-bugs';
import { simulate } from './simulate';

beforeAll(() => void Logger.overrideLogger(false));

// Goal: the simulation itself works here, and finds something. The long runs are commands: docs/concepts/proof.md.
describe('the simulation', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('breaks no rule with seed %i', async (seed) => {
    const { violation, occurrences } = await simulate(seed);
    expect(violation).toBeNull();
    expect(occurrences).toBeGreaterThan(500);
  });

  it('does the same again with the same seed, and something else with another', async () => {
    const [first, again, other] = [await simulate(11), await simulate(11), await simulate(12)];
    expect(again.digest).toBe(first.digest);
    expect(other.digest).not.toBe(first.digest);
  });

  it.each(SEEDED_BUGS.filter(({ within }) => within <= 50).map((bug) => [bug.name, bug] as const))(
    'finds the seeded bug %s',
    async (_name, bug) => {
      for (let seed = 1; seed <= bug.within; seed += 1) {
        const { violation } = await simulate(seed, { ...SOUND, ...bug.mechanism });
        if (violation !== null) return;
      }
      throw new Error(`Not found within ${bug.within} seeds`);
    },
  );
});
