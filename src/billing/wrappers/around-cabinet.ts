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

/** What is done around a call: it runs the work, once or not at all, and ends as the call shall end. */
export type AroundCall = <T>(call: keyof CabinetPort, work: () => Promise<T>) => Promise<T>;

export interface AroundCabinetOptions {
  /** Calls with nothing around them, such as the probe of a guard that shall not move it. */
  readonly straight?: readonly (keyof CabinetPort)[];
}

/** Does the same around every call of a cabinet: a guard, an observer, or both. */
export class AroundCabinet extends CabinetPort {
  private readonly straight: ReadonlySet<keyof CabinetPort>;

  constructor(
    private readonly inner: CabinetPort,
    private readonly around: AroundCall,
    { straight = [] }: AroundCabinetOptions = {},
  ) {
    super();
    this.straight = new Set(straight);
  }

  signIn(credentials: {
    login: string;
    password: string;
    address: string | null;
  }): Promise<{ uid: string; upstreamSession: string | null }> {
    return this.call('signIn', () => this.inner.signIn(credentials));
  }

  signOut(subscriber: Subscriber): Promise<void> {
    return this.call('signOut', () => this.inner.signOut(subscriber));
  }

  getAccount(subscriber: Subscriber): Promise<BillingAccount> {
    return this.call('getAccount', () => this.inner.getAccount(subscriber));
  }

  getBalance(subscriber: Subscriber, agreementId: string): Promise<AgreementBalance> {
    return this.call('getBalance', () => this.inner.getBalance(subscriber, agreementId));
  }

  getServices(subscriber: Subscriber, agreementId: string): Promise<readonly TariffService[]> {
    return this.call('getServices', () => this.inner.getServices(subscriber, agreementId));
  }

  getHistory(subscriber: Subscriber, agreementId: string, days: DayRange): Promise<PaymentHistory> {
    return this.call('getHistory', () => this.inner.getHistory(subscriber, agreementId, days));
  }

  getPromisedPayment(subscriber: Subscriber, agreementId: string): Promise<PromisedPaymentState> {
    return this.call('getPromisedPayment', () => this.inner.getPromisedPayment(subscriber, agreementId));
  }

  takePromisedPayment(subscriber: Subscriber, agreementId: string, amountKopecks: Kopecks): Promise<void> {
    return this.call('takePromisedPayment', () =>
      this.inner.takePromisedPayment(subscriber, agreementId, amountKopecks),
    );
  }

  changePassword(subscriber: Subscriber, passwords: { current: string; next: string }): Promise<void> {
    return this.call('changePassword', () => this.inner.changePassword(subscriber, passwords));
  }

  recoverPassword(login: string): Promise<void> {
    return this.call('recoverPassword', () => this.inner.recoverPassword(login));
  }

  checkHealth(): Promise<void> {
    return this.call('checkHealth', () => this.inner.checkHealth());
  }

  private call<T>(call: keyof CabinetPort, work: () => Promise<T>): Promise<T> {
    return this.straight.has(call) ? work() : this.around(call, work);
  }
}
