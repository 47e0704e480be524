import { z } from 'zod';
import { FaultSwitchboard, millisecondsRange, probability } from './faults';

interface Faults {
  readonly net: { readonly drop?: number | undefined };
  readonly delayMs: [number, number];
}

const board = (): FaultSwitchboard<Faults> =>
  new FaultSwitchboard<Faults>(
    z.strictObject({
      net: z.strictObject({ drop: probability.optional() }).optional(),
      delayMs: millisecondsRange.optional(),
    }),
  );

describe('fault switchboard', () => {
  it('replaces the keys that are named, keeps the others, and an empty object turns all off', () => {
    const faults = board();
    faults.set({ net: { drop: 1 } });
    faults.set({ delayMs: [1, 2] });
    expect(faults.current).toEqual({ net: { drop: 1 }, delayMs: [1, 2] });
    faults.set({ net: {} });
    expect(faults.current).toEqual({ net: {}, delayMs: [1, 2] });
    faults.set({ seed: 1 });
    expect(faults.current).toEqual({ net: {}, delayMs: [1, 2] });
    faults.set({});
    expect(faults.current).toEqual({});
  });

  it.each([[{ other: 1 }], [{ net: { drop: 1.1 } }], [{ delayMs: [2, 1] }], [{ seed: 1.5 }], [null], ['x']])(
    'refuses %j and says why',
    (body) => {
      const faults = board();
      faults.set({ net: { drop: 1 } });
      const answer = faults.set(body);
      expect(answer).toMatchObject({ accepted: false, problems: [expect.any(String)] });
      expect(faults.current).toEqual({ net: { drop: 1 } });
    },
  );

  it('draws the same after the same seed, and nothing where there is no fault', () => {
    const faults = board();
    const round = (): boolean[] => {
      faults.set({ seed: 42 });
      return Array.from({ length: 50 }, () => {
        faults.happens(undefined);
        faults.happens(0);
        return faults.happens(0.3);
      });
    };
    const first = round();
    expect(round()).toEqual(first);
    expect(new Set(first).size).toBe(2);
    expect(faults.happens(1)).toBe(true);
    expect(faults.between([5, 5])).toBe(5);
    expect(faults.between(undefined)).toBe(0);
  });

  it('meets the probability it was given', () => {
    const faults = board();
    faults.set({ seed: 7 });
    const hits = Array.from({ length: 10_000 }, () => faults.happens(0.2)).filter(Boolean).length;
    expect(Math.abs(hits - 2000)).toBeLessThan(150);
  });
});
