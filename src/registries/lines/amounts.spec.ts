import fc from 'fast-check';
import { formatRoubles, kopecks } from '../../shared/money';
import { amountOfNumber, amountOfText } from './amounts';

const sums = fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }).map(kopecks);

/** Groups of three, as people and programs set them apart. */
const grouped = (text: string, mark: string): string => text.replace(/\B(?=(\d{3})+(?!\d)(?=\.))/g, mark);

describe('a sum in a text', () => {
  it('is read to the kopeck however it is written', () => {
    const marks = fc.constantFrom('', ' ', '\u00a0', '\u202f', '\u2009');
    fc.assert(
      fc.property(sums, marks, fc.constantFrom('.', ','), (sum, mark, decimal) => {
        const text = grouped(formatRoubles(sum), mark).replace('.', decimal);
        expect(amountOfText(` ${text} `, 'amount')).toBe(sum);
      }),
    );
  });

  it('is read with both marks, of which the last one parts the kopecks', () => {
    fc.assert(
      fc.property(
        sums.filter((sum) => Math.abs(sum) >= 100_000),
        (sum) => {
          const english = grouped(formatRoubles(sum), ',');
          const german = english.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'));
          expect([amountOfText(english, 'amount'), amountOfText(german, 'amount')]).toEqual([sum, sum]);
        },
      ),
    );
  });

  it.each([
    ['500', 50_000],
    ['0,1', 10],
    ['+12.50', 1_250],
    ['−12.50', -1_250],
    ['-0.00', 0],
    ['1 234', 123_400],
  ])('may be %j', (text, sum) => {
    expect(amountOfText(text, 'amount')).toBe(sum);
  });

  it.each(['1,000', '1.000', '0.005', '12.340', '1 234,567'])(
    'with more than two decimals is refused, since it may be meant as thousands: %j',
    (text) => {
      expect(() => amountOfText(text, 'amount')).toThrow('amount_fraction');
    },
  );

  it.each([
    '',
    'сто',
    '1 23',
    '12 34,50',
    '1,2,3',
    '1,234,567',
    '1.234.567',
    '1e5',
    '0x10',
    '12-',
    '--1',
    '1.2.3',
    '٣',
    '1_000',
    'NaN',
    '5 ₽',
    '=1+1',
    '99999999999999',
  ])('is not guessed: %j', (text) => {
    expect(() => amountOfText(text, 'amount')).toThrow('amount_unreadable');
  });
});

describe('a sum in a workbook', () => {
  it('is read to the kopeck, though it is a double', () => {
    fc.assert(
      fc.property(sums, (sum) => {
        expect(amountOfNumber(sum / 100, 'amount')).toBe(sum);
        // As programs print it with all of its digits.
        expect(amountOfNumber(Number((sum / 100).toPrecision(17)), 'amount')).toBe(sum);
      }),
    );
  });

  it.each([0.1 + 0.2, 0.005, 1.001, 1e-7])('that is no whole number of kopecks is refused: %d', (value) => {
    expect(() => amountOfNumber(value, 'amount')).toThrow(/amount_(fraction|unreadable)/);
  });

  it.each([1e21, 1e13, Number.NaN])('beyond all sense is refused: %d', (value) => {
    expect(() => amountOfNumber(value, 'amount')).toThrow('amount_unreadable');
  });
});
