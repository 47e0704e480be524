/** The name of the PHP session cookie is the operator's choice; PHP's default would teach clients to rely on it. */
export const SESSION_COOKIE = 'lbcabinet';
export const TOKEN_COOKIE = 'YII_CSRF_TOKEN';

/** Values of a Cookie header by name, as they came; the first of several with one name, as PHP does it. */
export function readCookies(header: string | undefined): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of (header ?? '').split(';')) {
    const [name = '', ...value] = pair.trim().split('=');
    if (name !== '' && !cookies.has(name)) cookies.set(name, value.join('='));
  }
  return cookies;
}

/** What PHP makes of a cookie's value; undefined when it is not URL-encoded text. */
export function decodeCookie(value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

export function setSessionCookie(id: string): string {
  return `${SESSION_COOKIE}=${id}; path=/; HttpOnly`;
}

export function setTokenCookie(token: string): string {
  return `${TOKEN_COOKIE}=${encodeURIComponent(token)}; path=/`;
}
