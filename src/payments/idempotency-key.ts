import { createHash } from 'node:crypto';
import { singleHeader } from '../shared/http/parameters';
import { Problem } from '../shared/problem/problem';
import { PaymentProblems } from './payment-problems';

const KEY = /^[\x21-\x7e]{8,128}$/;

/**
 * Reads the header `Idempotency-Key`, plain or as the quoted string of the IETF draft.
 * @throws Problem `idempotency_key_missing`
 */
export function idempotencyKeyOf(header: string | string[] | undefined): string {
  const text = singleHeader(header)?.trim() ?? '';
  const key = /^"(.*)"$/.exec(text)?.[1] ?? text;
  if (!KEY.test(key)) throw new Problem(PaymentProblems.keyMissing);
  return key;
}

/** SHA-256 over what a request means; the order of its fields means nothing. */
export function fingerprintOf(
  operation: string,
  fields: Readonly<Record<string, string | number | null>>,
): string {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([operation, sorted]))
    .digest('hex');
}
