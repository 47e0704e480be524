import { readSum, sumOrNull } from './sums';

describe('a sum of roubles in a cabinet', () => {
  it.each([
    ['-66,67 руб', -6_667],
    ['-66,67 руб.', -6_667],
    ['1 234.56 руб.', 123_456],
    ['1\u00a0234,56\u00a0руб.', 123_456],
    ['1\u202f234\u202f567,8 ₽', 123_456_780],
    ['1234,56', 123_456],
    ['-100.00', -10_000],
    ['\u2212100,00 р.', -10_000],
    ['- 100,00 р', -10_000],
    ['600,00 руб.', 60_000],
    ['0,00 руб.', 0],
    ['-0,00', 0],
    ['5', 500],
    ['5 рублей', 500],
    ['5,5', 550],
    ['+500,00', 50_000],
    ['Баланс: 12,30 руб.', 1_230],
    ['-66,67 руб. (Пополнить баланс)', -6_667],
    ['1,234,567.89', 123_456_789],
    ['1.234.567,89 руб', 123_456_789],
    ['1,234.50', 123_450],
    ['  \n 12 \t', 1_200],
    ['12.30 грн.', 1_230],
  ])('%j is %d kopecks', (text, sum) => {
    expect(readSum(text)).toBe(sum);
  });

  it.each([
    ['nothing', ''],
    ['words', 'нет данных'],
    ['a dash for nothing', '-'],
    ['three digits behind the only comma', '1,234'],
    ['three digits behind the only dot', '1.234'],
    ['a dot twice and no comma', '1.234.56'],
    ['groups that are no thousands', '12 34,00'],
    ['a group too long', '1234 567,00'],
    ['two kinds of groups', '1 234,567.00'],
    ['two sums', '100,00 руб. (кредит 200,00 руб.)'],
    ['roubles and kopecks in words', '66 руб. 67 коп.'],
    ['a range', '100-200'],
    ['a minus behind', '100,00-'],
    ['two minuses', '--100,00'],
    ['an en dash that might be a minus', '\u2013100,00'],
    ['brackets that might be a minus', '(100,00)'],
    ['digits of another script', '١٢٣'],
    ['a number and a sum', 'Договор 12 баланс 100'],
    ['a fraction of a kopeck', '0,001'],
    ['more than a sum can be', '99999999999999999,00'],
    ['an exponent', '1e5'],
  ])('refuses %s: %j', (_what, text) => {
    expect(() => readSum(text)).toThrow(RangeError);
    expect(sumOrNull(text)).toBeNull();
  });
});
