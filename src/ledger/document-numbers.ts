import { createHash } from 'node:crypto';
import type { Posting, PostingKind } from './posting';

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

/**
 * Credits and reversals of one payment are numbered by their order: the first credit has sequence 1 and its reversal 2, the
 * next credit, to which the money was moved, 3 and its reversal 4, and so on.
 */
export function ordinalOf(sequence: number): number {
  return Math.ceil(sequence / 2);
}

export function sequenceOf(kind: PostingKind, ordinal: number): number {
  return kind === 'credit' ? ordinal * 2 - 1 : ordinal * 2;
}

/**
 * The document number in billing, at most 36 characters: bare for the first credit, with `-C2` behind for the second, and
 * with `-R1`, `-R2` for their reversals.
 */
export function receiptOf(paymentId: string, kind: PostingKind, ordinal = 1): string {
  const suffix = kind === 'reversal' ? `-R${ordinal}` : ordinal === 1 ? '' : `-C${ordinal}`;
  return `${RECEIPT_PREFIX}${base32(paymentId)}${suffix}`;
}

/** What a document number of ours says. */
export interface ReceiptParts {
  readonly paymentId: string;
  readonly kind: PostingKind;
  readonly ordinal: number;
}

const SUFFIX = /^(?:-([CR])([1-9]\d{0,4}))?$/;

/** Reads a document number as {@link receiptOf} makes it; null for every number that is not ours. */
export function readReceipt(receipt: string): ReceiptParts | null {
  if (!receipt.startsWith(RECEIPT_PREFIX)) return null;
  const end = RECEIPT_PREFIX.length + 26;
  const paymentId = uuidOf(receipt.slice(RECEIPT_PREFIX.length, end));
  const suffix = SUFFIX.exec(receipt.slice(end));
  if (paymentId === null || !suffix) return null;
  const [, letter, digits] = suffix;
  const kind = letter === 'R' ? 'reversal' : 'credit';
  const ordinal = Number(digits ?? '1');
  return receiptOf(paymentId, kind, ordinal) === receipt ? { paymentId, kind, ordinal } : null;
}

/** The payment whose credit has this document number in billing; null for every number that is not ours. */
export function paymentIdOfCredit(receipt: string): string | null {
  const parts = readReceipt(receipt);
  return parts?.kind === 'credit' ? parts.paymentId : null;
}

/** The document number of the credit that a reversal undoes. */
export function undoneReceiptOf(reversal: Pick<Posting, 'paymentId' | 'sequence'>): string {
  return receiptOf(reversal.paymentId, 'credit', ordinalOf(reversal.sequence));
}

const OF_VERSION_7 = /^.{14}7.{4}[89ab]/;

/** The payment id in an order number that {@link orderIdOf} made for a payment of ours, or null when it made none of it. */
export function paymentIdOfOrder(orderId: string): string | null {
  const id = uuidOf(orderId);
  return id !== null && OF_VERSION_7.test(id) ? id : null;
}

/** When a payment id of ours was made. */
export function madeAtOf(paymentId: string): Date {
  return new Date(Number.parseInt(paymentId.slice(0, 8) + paymentId.slice(9, 13), 16));
}

const ADOPTED = '00000000-0000-8';

export function isAdoptedId(paymentId: string): boolean {
  return paymentId.startsWith(ADOPTED);
}

/**
 * The id of a payment for an order that was not made by us, a pure function of the order: should the ledger forget it and the
 * order be adopted again, its credit has the same document number. It sorts before every id that was made by the clock.
 */
export function adoptedIdOf(terminal: string, orderId: string): string {
  const hash = createHash('sha256').update(`${terminal}\n${orderId}`).digest('hex');
  return `${ADOPTED}${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}
