import { roundedKopecks } from '../core/exact-money';
import { soleText, type ReadElement } from './read-xml';

/** What the adapter puts for a text that says no one thing. */
export const UNREADABLE = '\uFFFD';

export const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[1-9]\d{0,18}$/.test(value) && BigInt(value) < 2n ** 63n;
export const isText = (value: unknown): boolean => typeof value === 'string';
export const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
export const isSum = (value: unknown): value is number =>
  Number.isSafeInteger(value) && !Object.is(value, -0);

const isZero = (text: string): boolean =>
  roundedKopecks(text) !== null && !/[1-9]/.test(text.replace(/e.*/i, ''));

/** The text of a payment's sum; null where none can be told. */
export function paidSumText(entry: ReadElement, pay: ReadElement | null): string | null {
  const inCurrency = soleText(entry, 'amountcurr');
  if (inCurrency === null) return null;
  return inCurrency === '' || isZero(inCurrency) ? soleText(pay, 'amount') : inCurrency;
}
