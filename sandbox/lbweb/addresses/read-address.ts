import type { UrlForm } from './links';
import { isRoute, type RouteName } from './routes';

export const SCRIPT = '/api.php';
export const MOUNT = '/lbweb-client';

export interface CabinetAddress {
  readonly form: UrlForm;
  /** undefined for a route that the cabinet does not have. */
  readonly route: RouteName | undefined;
  readonly query: URLSearchParams;
}

/** What an address names in either form; undefined outside of the cabinet. */
export function readAddress(target: string): CabinetAddress | undefined {
  const { pathname, searchParams: query } = new URL(target, 'http://cabinet.invalid');
  if (pathname === '/' || pathname === SCRIPT) {
    const route = query.get('r') ?? '';
    query.delete('r');
    return { form: 'query', route: routeOf(route), query };
  }
  if (pathname !== MOUNT && !pathname.startsWith(`${MOUNT}/`)) return undefined;
  return { form: 'path', route: routeOf(pathname.slice(MOUNT.length)), query };
}

function routeOf(text: string): RouteName | undefined {
  const route = text.replace(/^\/|\/$/g, '');
  if (route === '') return 'site/index';
  return isRoute(route) ? route : undefined;
}
