/** A session of the core, as its sign-in answer hands it out. */
export interface SessionCookie {
  readonly value: string;
  readonly maxAgeSeconds: number;
}

interface ReadCookie extends SessionCookie {
  readonly domain: string | null;
}

const NAME = 'sessnum';

function readCookie(header: string): ReadCookie | null {
  const [pair = '', ...parts] = header.split(';');
  const match = /^\s*([^=\s]+)\s*=\s*"?([^\s",;]+)"?\s*$/.exec(pair);
  if (match?.[1] !== NAME || match[2] === undefined) return null;
  const attributes = new Map(
    parts.map((part) => {
      const [name = '', value = ''] = part.split('=');
      return [name.trim().toLowerCase(), value.trim().replace(/^"|"$/g, '')];
    }),
  );
  const maxAge = attributes.get('max-age') ?? '';
  return {
    value: match[2],
    maxAgeSeconds: /^\d{1,10}$/.test(maxAge) ? Number(maxAge) : 0,
    domain: attributes.get('domain')?.replace(/^\./, '').toLowerCase() ?? null,
  };
}

/** Own host first, then a cookie for whoever sent it, then any other. */
function fit(cookie: ReadCookie, host: string): number {
  if (cookie.domain === host.toLowerCase()) return 0;
  return cookie.domain === null ? 1 : 2;
}

/**
 * The live session among the `Set-Cookie` headers of one answer, or null. The core may send several `sessnum` cookies
 * at once; the live one has a positive `Max-Age`, and of several that for our host is taken, as live clients do.
 */
export function liveSessionCookie(headers: readonly string[], host: string): SessionCookie | null {
  const [best] = headers
    .map(readCookie)
    .filter((cookie) => cookie !== null && cookie.maxAgeSeconds > 0)
    .sort((a, b) => (a && b ? fit(a, host) - fit(b, host) : 0));
  return best ? { value: best.value, maxAgeSeconds: best.maxAgeSeconds } : null;
}
