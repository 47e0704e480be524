import type { CabinetPort } from '../cabinet.port';
import type { Route } from './routes';

/** The cabinet's route behind each port call, for metrics and logs. */
export const LBWEB_OPERATION_NAMES = {
  signIn: 'site/login',
  signOut: 'site/logout',
  getAccount: 'account/index',
  getBalance: 'account/index',
  getServices: 'account/vgroups',
  getHistory: 'payment/history',
  getPromisedPayment: 'payment/promised',
  takePromisedPayment: 'payment/promised',
  changePassword: 'password/index',
  recoverPassword: 'site/restore',
  checkHealth: 'site/login',
} as const satisfies Readonly<Record<keyof CabinetPort, Route>>;
