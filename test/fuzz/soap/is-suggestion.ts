import { roundedKopecks } from '../core/exact-money';

/** Billionths of a rouble in a kopeck: what is smaller than one of them is an artefact of doubles. */
const IN_A_KOPECK = 10n ** 7n;

/** A decimal text times ten million; null when it is none. The exponent stays as it is: it may be as long as any. */
function timesTenMillion(text: string): string | null {
  const [, whole, fraction = '', exponent = ''] = /^([+-]?\d+)(?:\.(\d*))?(e.*)?$/i.exec(text) ?? [];
  if (whole === undefined) return null;
  const digits = fraction.padEnd(7, '0');
  return `${whole}${digits.slice(0, 7)}.${digits.slice(7)}${exponent}`;
}

/** Whether a sum is what a text of roubles comes to, rounded up to a kopeck, and not below zero. */
export function isSuggestionFor(text: string, kopecks: bigint): boolean {
  const scaled = timesTenMillion(text);
  const billionths = scaled === null ? null : roundedKopecks(scaled);
  if (billionths === null) return false;
  const upFrom = (sum: bigint): bigint => (sum <= 0n ? 0n : (sum + IN_A_KOPECK - 1n) / IN_A_KOPECK);
  return kopecks === upFrom(billionths) || kopecks === upFrom(billionths - 1n);
}
