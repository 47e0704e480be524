import type { Kopecks } from '../../shared/money';
import type { BillingAccount } from '../billing.port';
import {
  CabinetPort,
  type AgreementBalance,
  type DayRange,
  type PaymentHistory,
  type PromisedPaymentState,
  type Subscriber,
  type TariffService,
} from '../cabinet.port';
import type { Api3Core } from './api3-core';
import { changePassword } from './change-password';
import { checkHealth } from './check-health';
import { getAccount } from './get-account';
import { getBalance } from './get-balance';
import { getHistory } from './get-history';
import { getPromisedPayment } from './get-promised-payment';
import { getServices } from './get-services';
import { recoverPassword } from './recover-password';
import { signIn } from './sign-in';
import { takePromisedPayment } from './take-promised-payment';

/**
 * LANBilling as its subscribers see it, by its core's SOAP interface `urn:api3`. All but signing in and passwords is done by
 * the manager, in the session that serves the posting of payments as well: no subscriber's session is kept.
 */
export class Api3Cabinet extends CabinetPort {
  constructor(private readonly core: Api3Core) {
    super();
  }

  signIn(credentials: {
    login: string;
    password: string;
    address: string | null;
  }): Promise<{ uid: string; upstreamSession: null }> {
    return signIn(this.core.client, credentials);
  }

  /** Nothing was left behind. */
  signOut(): Promise<void> {
    return Promise.resolve();
  }

  getAccount({ uid }: Subscriber): Promise<BillingAccount> {
    return getAccount(this.core.session, uid);
  }

  getBalance(subscriber: Subscriber, agreementId: string): Promise<AgreementBalance> {
    return getBalance(this.core.session, { subscriber, agreementId });
  }

  getServices(subscriber: Subscriber, agreementId: string): Promise<readonly TariffService[]> {
    return getServices(this.core.session, { subscriber, agreementId });
  }

  getHistory(subscriber: Subscriber, agreementId: string, days: DayRange): Promise<PaymentHistory> {
    return getHistory(this.core, { subscriber, agreementId }, days);
  }

  getPromisedPayment(subscriber: Subscriber, agreementId: string): Promise<PromisedPaymentState> {
    return getPromisedPayment(this.core, { subscriber, agreementId });
  }

  takePromisedPayment(subscriber: Subscriber, agreementId: string, amountKopecks: Kopecks): Promise<void> {
    return takePromisedPayment(this.core, { subscriber, agreementId }, amountKopecks);
  }

  changePassword(subscriber: Subscriber, passwords: { current: string; next: string }): Promise<void> {
    return changePassword(this.core, subscriber, passwords);
  }

  recoverPassword(login: string): Promise<void> {
    return recoverPassword(this.core.client, login);
  }

  checkHealth(): Promise<void> {
    return checkHealth(this.core.client);
  }
}
