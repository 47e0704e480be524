import { clientLogin } from './client-login';
import { count } from './count';
import { externCancelPayment } from './extern-cancel-payment';
import { externCheckPayment } from './extern-check-payment';
import { externPayment } from './extern-payment';
import { getAccount } from './get-account';
import { getAgreements } from './get-agreements';
import { getClientAccount } from './get-client-account';
import { getClientPayments } from './get-client-payments';
import { getClientVgroups } from './get-client-vgroups';
import { getExternAccount } from './get-extern-account';
import { getPayments } from './get-payments';
import { getRecommendedPayment } from './get-recommended-payment';
import { getVersion } from './get-version';
import { getVgroups } from './get-vgroups';
import { login } from './login';
import { logout } from './logout';
import type { Operation } from './operation';
import { clientPromisePayment } from './promises/client-promise-payment';
import { getClientPPSettings } from './promises/get-client-pp-settings';
import { getClientPromisePayments } from './promises/get-client-promise-payments';
import { getPPSettings } from './promises/get-pp-settings';
import { getPromisePayments } from './promises/get-promise-payments';
import { promisePayment } from './promises/promise-payment';
import { recoverPassword } from './recover-password';
import { restoreClientPasswd } from './restore-client-passwd';
import { setClientInfo } from './set-client-info';
import { updClientPass } from './upd-client-pass';

const FOR_EVERYBODY = [getVersion, login, clientLogin, recoverPassword, restoreClientPasswd];
const FOR_BOTH = [logout, count, getRecommendedPayment];
const FOR_MANAGERS = [
  getAccount,
  getExternAccount,
  getAgreements,
  getVgroups,
  externPayment,
  externCheckPayment,
  externCancelPayment,
  getPayments,
  getPPSettings,
  promisePayment,
  getPromisePayments,
];
const FOR_SUBSCRIBERS = [
  getClientAccount,
  getClientVgroups,
  getClientPayments,
  getClientPPSettings,
  clientPromisePayment,
  getClientPromisePayments,
  updClientPass,
  setClientInfo,
];

/** Everything the stand-in can do, by the name on the wire. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  [...FOR_EVERYBODY, ...FOR_BOTH, ...FOR_MANAGERS, ...FOR_SUBSCRIBERS].map((operation) => [
    operation.name,
    operation,
  ]),
);
