import { printDouble, printRoubles } from './doubles';
import { decimalFromKopecks, kopecksFromDecimal } from './kopecks';
import { filterMoment, isDateTime, moscowText, unixSeconds } from './moscow-time';

describe('doubles as C prints them with 17 significant digits', () => {
  it.each([
    [500_00, '500'],
    [-6000_00, '-6000'],
    [433_33, '433.32999999999998'],
    [-66_67, '-66.670000000000002'],
    [10, '0.10000000000000001'],
    [12_50, '12.5'],
    [0, '0'],
  ])('%d kopecks are %s', (kopecks, printed) => {
    expect(printRoubles(kopecks)).toBe(printed);
  });

  it.each([
    ['486.091705', '486.09170499999999'],
    ['5106.458372', '5106.4583720000001'],
  ])('%s is printed like the recorded answer %s', (decimal, printed) => {
    expect(printDouble(Number(decimal))).toBe(printed);
  });
});

describe('kopecks from decimal text', () => {
  it.each([
    ['500.00', 50_000],
    ['500', 50_000],
    ['0.1', 10],
    ['-1.05', -105],
    ['90071992547409.91', 9_007_199_254_740_991],
  ])('%s', (decimal, kopecks) => {
    expect(kopecksFromDecimal(decimal)).toBe(kopecks);
  });

  it.each(['1.005', '', '.5', '1,50', '1e2', ' 1', '90071992547409.92'])('refuses "%s"', (decimal) => {
    expect(kopecksFromDecimal(decimal)).toBeUndefined();
  });

  it.each([
    [5, '0.05'],
    [-5, '-0.05'],
    [43_333, '433.33'],
    [0, '0.00'],
  ])('%d is written as %s', (kopecks, decimal) => {
    expect(decimalFromKopecks(kopecks)).toBe(decimal);
  });
});

describe('Moscow time', () => {
  it('stands three hours ahead of UTC, as in the recorded answer', () => {
    expect(unixSeconds('2022-05-16 19:06:32')).toBe(1_652_717_192);
    expect(moscowText(1_652_717_192_000)).toBe('2022-05-16 19:06:32');
  });

  it('knows the calendar', () => {
    expect(isDateTime('2026-02-28 23:59:59')).toBe(true);
    expect(isDateTime('2026-02-30 00:00:00')).toBe(false);
    expect(isDateTime('2026-02-28T00:00:00')).toBe(false);
  });

  it.each(['2026-11-01', '2026-11-01 00:00:00', '20261101000000'])('reads %s in a filter', (spelling) => {
    expect(filterMoment(spelling)).toBe('2026-11-01 00:00:00');
  });

  it.each(['01.11.2026', '2026-13-01', '202611010000'])('refuses %s in a filter', (spelling) => {
    expect(filterMoment(spelling)).toBeUndefined();
  });
});
