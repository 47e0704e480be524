import { heightOf, namedEvery, pieces, placeAt, places, ticks, timeTicks } from './page/charts/scale.mjs';

describe('the scale of a chart', () => {
  it.each([1, 3, 99, 100, 101, 4_999, 26_530_000, 7_000_000_001])(
    'reaches %p with a few round marks',
    (max) => {
      const marks = ticks(max);
      const step = marks[1]!;
      expect(marks[0]).toBe(0);
      expect(marks.at(-1)!).toBeGreaterThanOrEqual(max);
      expect(marks.at(-2)!).toBeLessThan(max);
      expect(marks.length).toBeLessThanOrEqual(6);
      expect(String(step)).toMatch(/^[125]0*$/);
      expect(marks).toEqual(marks.map((_, i) => i * step));
    },
  );

  it('has an axis where there is nothing', () => {
    expect(ticks(0)).toEqual([0, 1]);
  });

  it('divides time as a clock does', () => {
    expect(timeTicks(2_600)).toEqual([0, 1_000, 2_000, 3_000]);
    expect(timeTicks(100)).toEqual([0, 50, 100]);
    expect(timeTicks(3_000_000)).toEqual([0, 900_000, 1_800_000, 2_700_000, 3_600_000]);
    expect(timeTicks(40 * 3_600_000)).toEqual([0, 10, 20, 30, 40].map((hours) => hours * 3_600_000));
  });

  it('puts nothing at the bottom and the last mark at the top', () => {
    expect([0, 50, 100].map((value) => heightOf(value, 100, 200))).toEqual([200, 100, 0]);
  });

  it('gives each day its place, and finds the day of a point', () => {
    const spots = places(4, 200);
    expect(spots.map(({ middle }) => middle)).toEqual([25, 75, 125, 175]);
    expect(spots.map(({ middle }) => placeAt(middle, 4, 200))).toEqual([0, 1, 2, 3]);
    expect([placeAt(-5, 4, 200), placeAt(500, 4, 200)]).toEqual([0, 3]);
    expect(places(0, 200)).toEqual([]);
  });

  it('names as many days as there is room for', () => {
    expect(namedEvery(7, 700, 48)).toBe(1);
    expect(namedEvery(30, 700, 48)).toBe(3);
    expect(namedEvery(30, 0, 48)).toBeGreaterThan(30);
  });

  it('breaks a line where nothing is known', () => {
    expect(pieces([null, 1, 2, null, 3, null])).toEqual([
      [
        { index: 1, value: 1 },
        { index: 2, value: 2 },
      ],
      [{ index: 4, value: 3 }],
    ]);
    expect(pieces([null])).toEqual([]);
  });
});
