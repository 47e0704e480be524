import { formatRoubles, kopecks, parseRoubles, roundRoubles } from './money';

describe('Kopecks', () => {
  it('keeps every sum from 0.01 to 20,000.00 to the kopeck, both ways', () => {
    let wrong = 0;
    for (let sum = 1; sum <= 2_000_000; sum += 1) {
      const text = formatRoubles(kopecks(sum));
      const expected = `${String(Math.floor(sum / 100))}.${String(sum % 100).padStart(2, '0')}`;
      if (text !== expected || parseRoubles(text) !== sum || roundRoubles(String(Number(text))) !== sum)
        wrong += 1;
    }
    expect(wrong).toBe(0);
  });

  it.each([
    ['500', 50_000],
    ['500.5', 50_050],
    ['-66.67', -6_667],
    ['0.00', 0],
    ['-0.00', 0],
    ['19.99', 1_999],
    ['10.1000', 1_010],
  ])('parseRoubles(%s) is %d', (text, expected) => {
    expect(parseRoubles(text)).toBe(expected);
    expect(Object.is(parseRoubles(text), -0)).toBe(false);
  });

  it.each(['', ' 5', '5,00', '1e3', '.5', '5.', '0.001', 'NaN', 'Infinity', '99999999999999'])(
    'parseRoubles refuses %j',
    (text) => {
      expect(() => parseRoubles(text)).toThrow(RangeError);
    },
  );

  it.each([
    ['486.09170499999999', 48_609],
    ['5106.4583720000001', 510_646],
    ['433.32999999999998', 43_333],
    ['-0.005', -1],
    ['-6000', -600_000],
    ['0.994999', 99],
  ])('roundRoubles(%s) is %d, half away from zero', (text, expected) => {
    expect(roundRoubles(text)).toBe(expected);
  });

  it.each([0.5, Number.NaN, 2 ** 53, Infinity])('kopecks(%d) throws', (value) => {
    expect(() => kopecks(value)).toThrow(RangeError);
  });
});
