import type { PostingKind } from './posting';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The 128 bits of a UUID as 26 characters of Crockford's base 32; sorts as the UUID does. */
function base32(uuid: string): string {
  let bits = BigInt(`0x${uuid.replaceAll('-', '')}`);
  let text = '';
  for (let i = 0; i < 26; i += 1) {
    text = (CROCKFORD[Number(bits & 31n)] ?? '') + text;
    bits >>= 5n;
  }
  return text;
}

const PAYMENT_NUMBER = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** The UUID of 26 characters that {@link base32} made, or null when it made none of them. */
function uuidOf(text: string): string | null {
  if (!PAYMENT_NUMBER.test(text)) return null;
  const bits = Array.from(text).reduce((sum, digit) => (sum << 5n) | BigInt(CROCKFORD.indexOf(digit)), 0n);
  const hex = bits.toString(16).padStart(32, '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The order's number at the bank for a payment: 26 characters, within the bank's 36. */
export function orderIdOf(paymentId: string): string {
  return base32(paymentId);
}

/** How each document number of ours begins. */
export const RECEIPT_PREFIX = 'TB-';

/** The document number in billing: 29 characters for a credit, 32 for its reversal, within the 36 known to work. */
export function receiptOf(paymentId: string, kind: PostingKind): string {
  return `${RECEIPT_PREFIX}${base32(paymentId)}${kind === 'reversal' ? '-R1' : ''}`;
}

/** The payment whose credit has this document number in billing; null for every number that is not ours. */
export function paymentIdOfCredit(receipt: string): string | null {
  return receipt.startsWith(RECEIPT_PREFIX) ? uuidOf(receipt.slice(RECEIPT_PREFIX.length)) : null;
}
