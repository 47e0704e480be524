import type { Route } from './routes';

/** How the cabinet names its routes: `api.php?r=site/login` or `/site/login`. */
export type UrlForm = 'query' | 'path';

/** Where the cabinet lives, and what belongs to it. */
export class Addresses {
  private readonly base: URL;

  /**
   * @param baseUrl the cabinet's folder, such as `https://host/` or `https://host/lbweb-client/`; in the query form also its
   * script (`https://host/client3/index.php`), for cabinets whose script is not `api.php`
   * @throws TypeError when it is no HTTP address
   */
  constructor(
    baseUrl: string,
    private readonly form: UrlForm,
  ) {
    this.base = new URL(baseUrl);
    if (!/^https?:$/.test(this.base.protocol)) throw new TypeError('The cabinet has no HTTP address');
    this.base.username = this.base.password = this.base.search = this.base.hash = '';
    const { pathname } = this.base;
    if (!pathname.endsWith('/') && !pathname.endsWith('.php')) this.base.pathname = `${pathname}/`;
  }

  /** The built address of a route, for where no page gives one. */
  of(route: Route): URL {
    if (this.form === 'path') return new URL(route, this.base);
    const script = this.base.pathname.endsWith('.php') ? this.base : new URL('api.php', this.base);
    return new URL(`${script.href}?r=${route}`);
  }

  /** A link of a page as an address; null when it leads to another origin or is no address. */
  within(reference: string, from: URL): URL | null {
    if (!URL.canParse(reference, from.href)) return null;
    const url = new URL(reference, from);
    if (url.origin !== this.base.origin) return null;
    url.username = url.password = url.hash = '';
    return url;
  }
}

/** True when an address of either form names the route. */
export function leadsTo(url: URL, route: Route): boolean {
  const named = url.searchParams.get('r');
  if (named !== null) return named.replace(/^\/|\/$/g, '') === route;
  return decoded(url.pathname).includes(`/${route}`);
}

/** True for the `Location` of whoever is not signed in: it names the sign-in page, in whatever encoding. */
export function isSignIn(location: string): boolean {
  return decoded(location).includes('site/login');
}

/** The same text where an escape cannot be decoded. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
