import { randomBytes } from 'node:crypto';

/**
 * A new token: base64 with a plus, a slash and padding, all of which are encoded in the cookie, and a plus that a form
 * has to encode as well.
 */
export function newToken(): string {
  return `${randomBytes(12).toString('base64')}+/${randomBytes(20).toString('base64')}`;
}

/** Yii compares the cookie with the form and remembers nothing itself. */
export function tokenFits(fromCookie: string | undefined, fromForm: string | null): boolean {
  return fromCookie !== undefined && fromCookie === fromForm;
}
