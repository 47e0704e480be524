import { createHash, timingSafeEqual } from 'node:crypto';
import { isLosslessNumber } from 'lossless-json';
import type { WireObject } from './wire-values';

/** How a message becomes the text that is hashed. */
export interface TokenForm {
  /** What a field adds, or null when it takes no part. */
  readonly textOf: (value: unknown, key: string) => string | null;
  readonly compareKeys: (a: string, b: string) => number;
  readonly passwordPlace: 'by_key' | 'last';
}

/** The text of a root scalar as its JSON has it, or null for what is not signed: objects, arrays, null. */
export function scalarText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return JSON.stringify(value);
  return isLosslessNumber(value) ? value.value : null;
}

function byteOrder(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/**
 * Bank's protocol v2: every scalar at the root, known to us or not, takes part; objects and arrays are told by their
 * type and not by their name; keys go by bytes, capitals first, and the password is one of them.
 */
export const STANDARD_FORM: TokenForm = {
  textOf: scalarText,
  compareKeys: byteOrder,
  passwordPlace: 'by_key',
};

/** The token of a message: SHA-256 in lower-case hex. A `Token` already in it takes no part. */
export function tokenOf(fields: WireObject, password: string, form: TokenForm = STANDARD_FORM): string {
  const parts: [key: string, text: string][] = [];
  for (const [key, value] of Object.entries(fields)) {
    const text = key === 'Token' || key === 'Password' ? null : form.textOf(value, key);
    if (text !== null) parts.push([key, text]);
  }
  if (form.passwordPlace === 'by_key') parts.push(['Password', password]);
  parts.sort(([a], [b]) => form.compareKeys(a, b));
  if (form.passwordPlace === 'last') parts.push(['Password', password]);
  const joined = parts.map(([, text]) => text).join('');
  return createHash('sha256').update(joined, 'utf8').digest('hex');
}

/** Whether a received token is that of the message. Constant-time; hex of either case (bank's protocol v2). */
export function tokenFits(fields: WireObject, received: string, password: string, form?: TokenForm): boolean {
  if (!/^[0-9a-f]{64}$/i.test(received)) return false;
  const expected = Buffer.from(tokenOf(fields, password, form), 'hex');
  return timingSafeEqual(expected, Buffer.from(received, 'hex'));
}
