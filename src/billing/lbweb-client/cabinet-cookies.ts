import { Cookie, CookieJar } from 'tough-cookie';
import type { Clock } from '../../shared/clock';

/** What browsers take; a cabinet that sends more is no cabinet. */
const LONGEST_COOKIE = 4_096;
const MOST_COOKIES = 50;

/** A cookie as it is kept between calls. */
export interface KeptCookie {
  readonly key: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly hostOnly: boolean;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  /** ISO 8601; null lasts as long as the session. */
  readonly expires: string | null;
}

/** The cookies of one subscriber, kept by the rules of browsers: what another domain would set is not taken. */
export class CabinetCookies {
  readonly #jar: CookieJar;

  constructor(
    private readonly clock: Clock,
    kept: readonly KeptCookie[] = [],
  ) {
    const cookies = kept.map(({ expires, ...cookie }) => ({
      ...cookie,
      ...(expires === null ? {} : { expires }),
    }));
    this.#jar = CookieJar.deserializeSync({
      version: 'tough-cookie',
      storeType: 'MemoryCookieStore',
      rejectPublicSuffixes: true,
      cookies,
    });
  }

  /** Value of the `Cookie` header; null for none. */
  headerFor(url: URL): string | null {
    return (
      this.living(url.href)
        .map((cookie) => cookie.cookieString())
        .join('; ') || null
    );
  }

  /** The value of a cookie as it stands on the wire; null where there is none. */
  valueOf(name: string, url: URL): string | null {
    return this.living(url.href).find(({ key }) => key === name)?.value ?? null;
  }

  /** Takes the `Set-Cookie` headers of an answer. */
  take(headers: readonly string[], url: URL): void {
    const now = this.clock.now();
    for (const header of headers) {
      const cookie = header.length > LONGEST_COOKIE ? undefined : Cookie.parse(header);
      if (!cookie) continue;
      if (typeof cookie.maxAge === 'number') {
        cookie.expires = new Date(now.getTime() + Math.max(0, cookie.maxAge) * 1_000);
        cookie.maxAge = null;
      }
      if (this.kept().length < MOST_COOKIES || this.valueOf(cookie.key, url) !== null) {
        this.#jar.setCookieSync(cookie, url.href, { ignoreError: true, now });
      }
    }
  }

  /** In a form that can be compared: equal cookies make equal lists. */
  kept(): readonly KeptCookie[] {
    const { cookies = [] } = this.#jar.serializeSync() ?? {};
    return cookies
      .map((cookie) => Cookie.fromJSON(cookie))
      .filter((cookie) => cookie !== undefined && this.isLiving(cookie))
      .map((cookie) => keptOf(cookie as Cookie))
      .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  }

  private living(url: string): readonly Cookie[] {
    return this.#jar
      .getCookiesSync(url, { expire: false, sort: true })
      .filter((cookie) => this.isLiving(cookie));
  }

  private isLiving({ expires }: Cookie): boolean {
    return !(expires instanceof Date) || expires > this.clock.now();
  }
}

function keptOf(cookie: Cookie): KeptCookie {
  return {
    key: cookie.key,
    value: cookie.value,
    domain: cookie.domain ?? '',
    path: cookie.path ?? '/',
    hostOnly: cookie.hostOnly ?? true,
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    expires: cookie.expires instanceof Date ? cookie.expires.toISOString() : null,
  };
}

function nameOf({ domain, path, key }: KeptCookie): string {
  return `${domain} ${path} ${key}`;
}
