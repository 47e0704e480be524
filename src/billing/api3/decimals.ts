import { formatRoubles, kopecks, parseRoubles, roundRoubles, type Kopecks } from '../../shared/money';

/**
 * The plain decimal text of a C double's print: without an exponent, which `%.17g` gives very small and very large
 * figures (`-1.7763568394002505e-15`). Works on the digits.
 * @throws RangeError when the text is no decimal number (`nan`, `inf`).
 */
export function plainDecimal(text: string): string {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i.exec(text);
  if (!match) throw new RangeError('Not a decimal number');
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const point = whole.length + Number(exponent);
  const padded = '0'.repeat(Math.max(0, 1 - point)) + (whole + fraction).padEnd(point, '0');
  const at = Math.max(1, point);
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(at);
  return `${sign === '-' ? '-' : ''}${integer}${rest === '' ? '' : `.${rest}`}`;
}

/**
 * A sum of roubles as the core prints it, rounded to a kopeck for display: balances carry more than two decimals.
 * An absent figure is the schema's default, zero.
 * @throws RangeError when the text is no decimal number.
 */
export function displayedKopecks(text: string): Kopecks {
  return roundRoubles(plainDecimal(text || '0'));
}

/**
 * A sum of roubles as the core prints it, exactly; null when it is no whole number of kopecks. The core stores doubles and
 * prints up to 17 digits, so `433.33` comes back as `433.32999999999998`: both texts name the same double, which
 * makes the tail an artefact. `433.335` names another one and is no sum in kopecks.
 */
export function exactKopecks(text: string): Kopecks | null {
  try {
    const plain = plainDecimal(text);
    const rounded = roundRoubles(plain);
    return Number(formatRoubles(rounded)) === Number(plain) ? rounded : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Digits after the point that count: what a sum of doubles shows beyond them is an artefact. */
const DIGITS_OF_A_SUGGESTION = 9;

/**
 * A sum of roubles as the core prints it, rounded up to a kopeck, never negative: who pays less than is due still has a debt.
 * Works on the digits; one below a billionth of a rouble makes no kopeck of its own.
 * @throws RangeError when the text is no decimal number.
 */
export function suggestedKopecks(text: string): Kopecks {
  const [whole = '', fraction = ''] = plainDecimal(text).split('.');
  const down = parseRoubles(`${whole}.${fraction.slice(0, 2).padEnd(2, '0')}`);
  if (whole.startsWith('-')) return kopecks(0);
  return /[1-9]/.test(fraction.slice(2, DIGITS_OF_A_SUGGESTION)) ? kopecks(down + 1) : down;
}
