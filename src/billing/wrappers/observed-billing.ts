import { observed, type UpstreamObserver } from '../../shared/upstream-observer';
import {
  BillingPort,
  type BillingAccount,
  type BillingPayment,
  type BillingPaymentPage,
  type NewBillingPayment,
} from '../billing.port';
import type { BillingOperationNames } from './billing-operation-names';

export interface ObservedBillingOptions {
  readonly billing: BillingPort;
  readonly observer: UpstreamObserver;
  readonly operations: BillingOperationNames;
}

/** Reports every call of billing: how it ended and how long it took. */
export class ObservedBilling extends BillingPort {
  constructor(private readonly options: ObservedBillingOptions) {
    super();
  }

  getAccount(uid: string): Promise<BillingAccount> {
    return this.observe('getAccount', (billing) => billing.getAccount(uid));
  }

  findOwner(agreementId: string): Promise<string | null> {
    return this.observe('findOwner', (billing) => billing.findOwner(agreementId));
  }

  /** Not reported: the answer is normally at hand, and a sign-in reports itself. */
  getPosterId(): Promise<string> {
    return this.options.billing.getPosterId();
  }

  postPayment(payment: NewBillingPayment): Promise<{ recordId: string }> {
    return this.observe('postPayment', (billing) => billing.postPayment(payment));
  }

  findPayment(receipt: string): Promise<BillingPayment | null> {
    return this.observe('findPayment', (billing) => billing.findPayment(receipt));
  }

  listPayments(range: { from: Date; to: Date }, cursor: string | null): Promise<BillingPaymentPage> {
    return this.observe('listPayments', (billing) => billing.listPayments(range, cursor));
  }

  cancelPayment(receipt: string, notAfter: Date): Promise<{ recordId: string | null }> {
    return this.observe('cancelPayment', (billing) => billing.cancelPayment(receipt, notAfter));
  }

  checkHealth(): Promise<void> {
    return this.observe('checkHealth', (billing) => billing.checkHealth());
  }

  private observe<T>(call: keyof BillingPort, work: (billing: BillingPort) => Promise<T>): Promise<T> {
    const { billing, observer, operations } = this.options;
    return observed(observer, { upstream: 'billing', operation: operations[call] }, () => work(billing));
  }
}
