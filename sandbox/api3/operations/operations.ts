import { clientLogin } from './client-login';
import { count } from './count';
import { externCancelPayment } from './extern-cancel-payment';
import { externCheckPayment } from './extern-check-payment';
import { externPayment } from './extern-payment';
import { getAccount } from './get-account';
import { getAgreements } from './get-agreements';
import { getPayments } from './get-payments';
import { getRecommendedPayment } from './get-recommended-payment';
import { getVersion } from './get-version';
import { login } from './login';
import { logout } from './logout';
import type { Operation } from './operation';

/** Everything the stand-in can do, by the name on the wire. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  [
    getVersion,
    login,
    clientLogin,
    logout,
    getAccount,
    getAgreements,
    getRecommendedPayment,
    externPayment,
    externCheckPayment,
    externCancelPayment,
    getPayments,
    count,
  ].map((operation) => [operation.name, operation]),
);
