import { createHash } from 'node:crypto';

/** A second, independent way to the bank's token: over the text of a JSON body's root scalars. */
export function signatureOf(body: Readonly<Record<string, unknown>>, password: string): string {
  const scalars: Record<string, string> = { Password: password };
  for (const [key, value] of Object.entries(body)) {
    const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (key !== 'Token' && isScalar) scalars[key] = String(value);
  }
  const names = Object.keys(scalars);
  names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return createHash('sha256')
    .update(names.map((name) => scalars[name]).join(''), 'utf8')
    .digest('hex');
}

/** The body with the token that the bank would give it. */
export function signed(body: Readonly<Record<string, unknown>>, password: string): Record<string, unknown> {
  return { ...body, Token: signatureOf(body, password) };
}
