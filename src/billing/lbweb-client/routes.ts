/** The cabinet's pages by their names on the wire. Also the operations that errors, metrics and logs speak of. */
export type Route =
  | 'site/login'
  | 'site/logout'
  | 'site/restore'
  | 'account/index'
  | 'account/vgroups'
  | 'payment/history'
  | 'payment/promised'
  | 'payment/tinkoff'
  | 'password/index'
  | 'profile/index';
