import { count, percent, roundRubles, rubles, sum } from './page/money.mjs';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('money on the page', () => {
  it.each<[number | null, string]>([
    [0, '0,00 ₽'],
    [5, '0,05 ₽'],
    [100, '1,00 ₽'],
    [123_456, '1 234,56 ₽'],
    [-123_456, '−1 234,56 ₽'],
    [-7, '−0,07 ₽'],
    [100_000_000_099, '1 000 000 000,99 ₽'],
    [Number.MAX_SAFE_INTEGER, '90 071 992 547 409,91 ₽'],
    [null, '—'],
  ])('writes %p kopecks as %p', (kopecks, text) => {
    expect(plain(rubles(kopecks))).toBe(text);
  });

  it.each([0.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])('writes no %p, which is no kopecks', (number) => {
    expect(() => rubles(number)).toThrow(TypeError);
  });

  it('writes counts in groups', () => {
    expect([0, 999, 1_000, 1_234_567, -2_000].map((number) => plain(count(number)))).toEqual([
      '0',
      '999',
      '1 000',
      '1 234 567',
      '−2 000',
    ]);
  });

  it('adds up what is known, and nothing when a part is not', () => {
    expect(sum(19_99, 1)).toBe(2_000);
    expect(sum(1, null)).toBeNull();
  });

  it.each<[number, string, string]>([
    [0, '0 ₽', '0 ₽'],
    [50, '0,5 ₽', '0,5 ₽'],
    [20_000, '200 ₽', '200 ₽'],
    [20_000_000, '200 тыс. ₽', '200K ₽'],
    [150_000_000, '1,5 млн ₽', '1,5M ₽'],
    [25_000_000_000, '250 млн ₽', '250M ₽'],
    [200_000_000_000, '2 млрд ₽', '2B ₽'],
  ])('marks %p kopecks at an axis as %p', (kopecks, ru, en) => {
    expect(plain(roundRubles(kopecks, 'ru'))).toBe(ru);
    expect(plain(roundRubles(kopecks, 'en'))).toBe(en);
  });

  it('never shows a share as all of it that is not', () => {
    expect(plain(percent(99_999, 100_000))).toBe('99,9 %');
    expect(plain(percent(3, 3))).toBe('100,0 %');
    expect(plain(percent(0, 4))).toBe('0,0 %');
    expect(percent(0, 0)).toBe('—');
  });
});
