import {
  BillingPort,
  BillingRejection,
  type BillingAccount,
  type BillingPayment,
  type BillingPaymentPage,
  type NewBillingPayment,
} from '../../src/billing/billing.port';
import { Rejected, Unavailable } from '../../src/shared/upstream-errors';
import type { Line } from './line';
import type { SimBilling } from './sim-billing';
import type { SimProcess } from './sim-process';

/** A process's way to billing, signed in as the manager of the day. */
export class SimBillingAdapter extends BillingPort {
  private readonly posterId: string;

  constructor(
    private readonly billing: SimBilling,
    private readonly line: Line,
    private readonly process: SimProcess,
  ) {
    super();
    this.posterId = billing.managerId;
  }

  getAccount(uid: string): Promise<BillingAccount> {
    return this.line.call(this.process, 'getAccount', () => () => this.billing.account(uid));
  }

  findOwner(agreementId: string): Promise<string | null> {
    return this.line.call(
      this.process,
      'getAgreements',
      () => () => this.billing.agreements.get(agreementId)?.uid ?? null,
    );
  }

  async getPosterId(): Promise<string> {
    await this.process.pause('asks who posts', 100);
    return this.posterId;
  }

  async postPayment(payment: NewBillingPayment): Promise<{ recordId: string }> {
    // Signing in may take its time, as when a session was lost.
    await this.process.pause('signs in', 2_000);
    if (this.process.clock.now() > payment.notAfter) {
      throw new Unavailable({ upstream: 'billing', operation: 'ExternPayment', code: 'lease_expired' });
    }
    this.billing.leaves(payment.receipt);
    try {
      const answer = await this.line.call(
        this.process,
        'ExternPayment',
        this.billing.post(this.posterId, payment),
      );
      this.billing.isKnown(payment.receipt, 'done');
      return answer;
    } catch (error) {
      const isFinal = error instanceof Rejected && error.code === BillingRejection.agreementClosed;
      if (isFinal) this.billing.isKnown(payment.receipt, 'refused');
      else if (error instanceof Rejected || error instanceof Unavailable) {
        this.billing.isKnown(payment.receipt, 'other');
      }
      throw error;
    }
  }

  async findPayment(receipt: string): Promise<BillingPayment | null> {
    const found = await this.line.call(
      this.process,
      'ExternCheckPayment',
      () => () => this.billing.find(this.posterId, receipt),
    );
    this.billing.isKnown(receipt, 'other');
    return found;
  }

  listPayments(range: { readonly from: Date; readonly to: Date }): Promise<BillingPaymentPage> {
    return this.line.call(this.process, 'getPayments', () => () => this.billing.list(this.posterId, range));
  }

  async cancelPayment(receipt: string, notAfter: Date): Promise<{ recordId: string | null }> {
    await this.process.pause('signs in', 2_000);
    if (this.process.clock.now() > notAfter) {
      throw new Unavailable({ upstream: 'billing', operation: 'ExternCancelPayment', code: 'lease_expired' });
    }
    return this.line.call(
      this.process,
      'ExternCancelPayment',
      () => () => this.billing.cancel(this.posterId, receipt),
    );
  }

  checkHealth(): Promise<void> {
    return Promise.resolve();
  }
}
