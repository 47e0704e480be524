import type { Addresses } from './addresses';
import type { KeptSession } from './kept-session';
import type { Page } from './page';
import type { Route } from './routes';
import type { Visit } from './visit';

/** The address of a route: as the dashboard linked to it at sign-in, else built. */
export type CabinetAddresses = (route: Route) => URL;

/** A visit of a subscriber who is signed in. */
export interface SignedIn {
  readonly visit: Visit;
  readonly kept: KeptSession;
  readonly addressOf: CabinetAddresses;
}

/** Routes whose links are remembered from the dashboard. */
const REMEMBERED: readonly Route[] = [
  'site/logout',
  'payment/history',
  'payment/promised',
  'payment/tinkoff',
  'password/index',
  'profile/index',
];

/** The dashboard's own links to the routes that later calls need. */
export function linksOf(dashboard: Page): Readonly<Record<string, string>> {
  return Object.fromEntries(
    REMEMBERED.flatMap((route) => {
      const [link] = dashboard.linksTo(route);
      return link ? [[route, link.href]] : [];
    }),
  );
}

/** A remembered link that leads to another place than where the cabinet is now is not used. */
export function addressesOf(
  addresses: Addresses,
  links: Readonly<Record<string, string>> = {},
): CabinetAddresses {
  return (route) => {
    const built = addresses.of(route);
    const link = Object.hasOwn(links, route) ? links[route] : undefined;
    return (link === undefined ? null : addresses.within(link, built)) ?? built;
  };
}
