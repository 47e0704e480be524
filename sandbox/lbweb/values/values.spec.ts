import { addDays, dayFromTyped, firstOfMonth, moscowDay } from './calendar';
import { printDay } from './day-text';
import { decimalFromKopecks, kopecksFromDouble, kopecksFromTyped } from './kopecks';
import { printSum, type SumStyle } from './sum-text';

describe('values of the cabinet', () => {
  it.each([
    ['500', 500_00],
    ['-66.670000000000002', -66_67],
    ['433.32999999999998', 433_33],
    ['5106.4583720000001', 5106_46],
    ['-0.004', 0],
    ['0.005', 1],
  ])('reads the double %s', (text, kopecks) => {
    expect(kopecksFromDouble(text)).toBe(kopecks);
  });

  it.each(['', '1e3', 'nan', '1,5'])('refuses "%s" as a double', (text) => {
    expect(() => kopecksFromDouble(text)).toThrow('no sum');
  });

  it.each([
    ['100', 100_00],
    [' 99,9 ', 99_90],
    ['0.01', 1],
    ['0', undefined],
    ['-5', undefined],
    ['1 000', undefined],
    ['1.005', undefined],
  ])('reads "%s" typed by a subscriber', (text, kopecks) => {
    expect(kopecksFromTyped(text)).toBe(kopecks);
  });

  it('prints decimals for the core', () => {
    expect([5, -66_67, 100_000_00].map(decimalFromKopecks)).toEqual(['0.05', '-66.67', '100000.00']);
  });

  const comma: SumStyle = { thousands: 'nbsp', decimal: 'comma', minus: 'hyphen', currency: 'руб' };
  it.each<[number, SumStyle, string]>([
    [-66_67, comma, '-66,67\u00a0руб'],
    [123456, { ...comma, thousands: 'blank', decimal: 'dot', currency: 'руб.' }, '1 234.56 руб.'],
    [123456, { ...comma, thousands: 'none', currency: '' }, '1234,56'],
    [-100_00, { ...comma, thousands: 'none', decimal: 'dot', currency: '' }, '-100.00'],
    [
      -1_234_567_89,
      { ...comma, thousands: 'narrow', minus: 'minus', currency: '₽' },
      '\u22121\u202f234\u202f567,89\u202f₽',
    ],
  ])('prints %s kopecks', (kopecks, style, text) => {
    expect(printSum(kopecks, style)).toBe(text);
  });

  it('keeps the calendar of Moscow', () => {
    expect(moscowDay(Date.parse('2026-10-31T21:00:00Z'))).toBe('2026-11-01');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect([firstOfMonth('2026-02-17'), firstOfMonth('2026-02-17', 3)]).toEqual(['2026-02-01', '2025-11-01']);
    expect(['2026-02-28', '28.02.2026', '2026-02-30', 'вчера'].map(dayFromTyped)).toEqual([
      '2026-02-28',
      '2026-02-28',
      undefined,
      undefined,
    ]);
  });

  it('prints days in words and numbers', () => {
    const day = '2024-07-03 14:05:06';
    expect(printDay(day, 'words')).toBe('3 июля 2024');
    expect(printDay(day, 'wordsWithYear')).toBe('3 июля 2024 г.');
    expect(printDay(day, 'numeric')).toBe('03.07.2024');
  });
});
