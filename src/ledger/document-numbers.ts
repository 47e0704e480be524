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
