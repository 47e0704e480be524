declare const kopecksBrand: unique symbol;

/** A sum in whole kopecks of a rouble: a safe integer, negative for a debt. Money has no other form inside the service. */
export type Kopecks = number & { readonly [kopecksBrand]: true };

/**
 * Takes an integer as kopecks.
 * @throws RangeError when the value is not a safe integer.
 */
export function kopecks(value: number): Kopecks {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not a whole number of kopecks: ${String(value)}`);
  return value as Kopecks;
}

const EXACT_ROUBLES = /^(-?)(\d{1,13})(?:\.(\d+))?$/;

function split(text: string): { sign: 1 | -1; whole: string; fraction: string } {
  const match = EXACT_ROUBLES.exec(text);
  if (!match) throw new RangeError(`Not a decimal sum of roubles: ${JSON.stringify(text)}`);
  return { sign: match[1] === '-' ? -1 : 1, whole: match[2] ?? '0', fraction: match[3] ?? '' };
}

function combine(sign: 1 | -1, whole: string, twoDigits: string, carry: 0 | 1 = 0): Kopecks {
  const magnitude = Number(whole) * 100 + Number(twoDigits) + carry;
  return kopecks(magnitude === 0 ? 0 : sign * magnitude);
}

/**
 * Reads a decimal text of roubles (`500`, `500.5`, `-66.67`) exactly.
 * @throws RangeError when the text is no plain decimal or has a fraction of a kopeck other than zero.
 */
export function parseRoubles(text: string): Kopecks {
  const { sign, whole, fraction } = split(text);
  if (/[1-9]/.test(fraction.slice(2)))
    throw new RangeError(`A fraction of a kopeck: ${JSON.stringify(text)}`);
  return combine(sign, whole, fraction.slice(0, 2).padEnd(2, '0'));
}

/**
 * Reads a decimal text of roubles and rounds it to a kopeck, half away from zero. For sums that billing prints as C
 * doubles with up to 17 digits (`486.09170499999999`); works on the digits, never through a float.
 * @throws RangeError when the text is no plain decimal.
 */
export function roundRoubles(text: string): Kopecks {
  const { sign, whole, fraction } = split(text);
  const carry = (fraction[2] ?? '0') >= '5' ? 1 : 0;
  return combine(sign, whole, fraction.slice(0, 2).padEnd(2, '0'), carry);
}

/** Writes kopecks as roubles with a dot and two digits: `-66.67`. The inverse of {@link parseRoubles}. */
export function formatRoubles(sum: Kopecks): string {
  const digits = String(Math.abs(sum)).padStart(3, '0');
  return `${sum < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
