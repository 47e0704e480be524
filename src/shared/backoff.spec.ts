import * as fc from 'fast-check';
import { SeededRandom } from '../../test/support/fakes';
import { backoffMs } from './backoff';
import { Random } from './random';

class Fixed extends Random {
  constructor(private readonly value: number) {
    super();
  }
  bytes(length: number): Uint8Array {
    return new Uint8Array(length);
  }
  override fraction(): number {
    return this.value;
  }
}

const plan = { firstMs: 1_000, factor: 2, capMs: 60_000 };

describe('the pause before a try', () => {
  it('grows by the factor from the first to the cap', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((attempt) => backoffMs(plan, attempt, new Fixed(0.5)));
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('varies by a quarter to either side, so that many do not come back at one moment', () => {
    expect(backoffMs(plan, 1, new Fixed(0))).toBe(750);
    expect(backoffMs(plan, 1, new Fixed(0.999_999))).toBe(1_250);
    const random = new SeededRandom(1);
    const pauses = new Set(Array.from({ length: 50 }, () => backoffMs(plan, 1, random)));
    expect(pauses.size).toBeGreaterThan(30);
  });

  it('stays finite, whole and within its bounds for any try', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 100_000 }), fc.integer(), (attempt, seed) => {
        const pause = backoffMs(plan, attempt, new SeededRandom(seed));
        expect(Number.isInteger(pause)).toBe(true);
        expect(pause).toBeGreaterThanOrEqual(750);
        expect(pause).toBeLessThanOrEqual(75_000);
      }),
    );
  });

  it('of the zeroth try is that of the first', () => {
    expect(backoffMs(plan, 0, new Fixed(0.5))).toBe(1_000);
  });
});
