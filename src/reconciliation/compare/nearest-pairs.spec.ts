import * as fc from 'fast-check';
import { nearestPairs, type Timed } from './nearest-pairs';

const window = { beforeMs: 24, afterMs: 72 };
const timed = (prefix: string, ...times: number[]): Timed[] =>
  times.map((at, index) => ({ id: `${prefix}${String(index)}`, at }));
const pairs = (payments: readonly Timed[], records: readonly Timed[]): string[] =>
  [...nearestPairs(payments, records, window)].map(([one, other]) => `${one}-${other}`).sort();

/** The same by looking at every pair each time. */
function slowly(first: readonly Timed[], second: readonly Timed[]): number[] {
  const left = { first: [...first], second: [...second] };
  const distances: number[] = [];
  for (;;) {
    const candidates = left.first.flatMap((one) =>
      left.second
        .map((other) => ({ one, other, way: other.at - one.at }))
        .filter(({ way }) => way >= -window.beforeMs && way <= window.afterMs),
    );
    const nearest = candidates.toSorted((one, other) => Math.abs(one.way) - Math.abs(other.way))[0];
    if (!nearest) return distances;
    distances.push(Math.abs(nearest.way));
    left.first = left.first.filter((one) => one !== nearest.one);
    left.second = left.second.filter((other) => other !== nearest.other);
  }
}

describe('nearest pairs', () => {
  it('takes the nearest first, each once', () => {
    expect(pairs(timed('p', 0, 10), timed('r', 9, 30))).toEqual(['p0-r1', 'p1-r0']);
    expect(pairs(timed('p', 0, 10), timed('r', 9))).toEqual(['p1-r0']);
    expect(pairs(timed('p', 0), timed('r', -5, 4))).toEqual(['p0-r1']);
  });

  it('keeps within the window, each side by its own measure', () => {
    expect(pairs(timed('p', 0), timed('r', -25, 73))).toEqual([]);
    expect(pairs(timed('p', 0), timed('r', -24))).toEqual(['p0-r0']);
    expect(pairs(timed('p', 0), timed('r', 72))).toEqual(['p0-r0']);
    expect(pairs(timed('p', 0), timed('r', -30, 40))).toEqual(['p0-r1']);
  });

  it('pairs what happened at one moment, one to one', () => {
    expect(pairs(timed('p', 5, 5, 5), timed('r', 5, 5))).toHaveLength(2);
  });

  it('finds nothing where one side is empty', () => {
    expect(pairs([], timed('r', 1))).toEqual([]);
    expect(pairs(timed('p', 1), [])).toEqual([]);
  });

  it('gives the distances that looking at every pair gives, where none are equally near', () => {
    const moments = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 14 });
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 14 }), (times, cut) => {
        // Powers keep all distances apart.
        const spread = times.map((time) => time + time ** 2 / 1_000_003);
        const [first, second] = [timed('p', ...spread.slice(0, cut)), timed('r', ...spread.slice(cut))];
        const at = new Map([...first, ...second].map((one) => [one.id, one.at]));
        const found = [...nearestPairs(first, second, window)].map(([one, other]) =>
          Math.abs((at.get(other) ?? 0) - (at.get(one) ?? 0)),
        );
        expect(found).toEqual(slowly(first, second));
      }),
    );
  });

  it('takes 20,000 against 20,000 of one moment and near ones in its stride', () => {
    const many = (prefix: string): Timed[] =>
      timed(prefix, ...Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 97));
    expect(nearestPairs(many('p'), many('r'), window).size).toBe(20_000);
  });
});
