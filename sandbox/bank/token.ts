import { createHash, timingSafeEqual } from 'node:crypto';
import { numberText, type JsonObject } from './json';

function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return numberText(value);
}

/**
 * The signature of a message (bank facts: token). Every scalar at the root takes part, whatever its name, and the
 * password; objects, arrays, nulls and `Token` do not. Keys are sorted by bytes, never by a locale.
 */
export function tokenOf(message: JsonObject, password: string): string {
  const parts = new Map<string, string>([['Password', password]]);
  for (const [key, value] of Object.entries(message)) {
    const text = scalarText(value);
    if (key !== 'Token' && text !== undefined) parts.set(key, text);
  }
  const joined = [...parts]
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([, text]) => text)
    .join('');
  return createHash('sha256').update(joined, 'utf8').digest('hex');
}

export function tokenFits(message: JsonObject, password: string): boolean {
  const given = message['Token'];
  if (typeof given !== 'string') return false;
  const expected = Buffer.from(tokenOf(message, password));
  const received = Buffer.from(given);
  return expected.length === received.length && timingSafeEqual(expected, received);
}

export function signed<Message extends JsonObject>(
  message: Message,
  password: string,
): Message & { Token: string } {
  return { ...message, Token: tokenOf(message, password) };
}

/** The same message with a token that fits nothing. */
export function withBrokenToken<Message extends { readonly Token: string }>(message: Message): Message {
  return { ...message, Token: message.Token.replace(/.$/, (last) => (last === '0' ? '1' : '0')) };
}
