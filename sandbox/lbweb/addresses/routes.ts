/** Pages of the cabinet by route (lbweb facts 1.1). */
export const ROUTES = [
  'site/index',
  'site/login',
  'site/logout',
  'site/restore',
  'account/index',
  'account/vgroups',
  'invoice/index',
  'invoice/info',
  'password/index',
  'password/settings',
  'payment/index',
  'payment/history',
  'payment/pay',
  'payment/promised',
  'payment/tinkoff',
  'payment/success',
  'payment/fail',
  'profile/index',
  'profile/save',
] as const;

export type RouteName = (typeof ROUTES)[number];

export function isRoute(text: string): text is RouteName {
  return (ROUTES as readonly string[]).includes(text);
}
