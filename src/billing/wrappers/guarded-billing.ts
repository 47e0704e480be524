import type { UpstreamGuard } from '../../shared/upstream-guard';
import {
  BillingPort,
  type BillingAccount,
  type BillingPayment,
  type BillingPaymentPage,
  type NewBillingPayment,
} from '../billing.port';
import type { BillingOperationNames } from './billing-operation-names';

export interface GuardedBillingOptions {
  readonly billing: BillingPort;
  readonly guard: UpstreamGuard;
  readonly operations: BillingOperationNames;
}

/** Keeps calls away from a billing that does not answer, and bounds how many it gets at once. */
export class GuardedBilling extends BillingPort {
  constructor(private readonly options: GuardedBillingOptions) {
    super();
  }

  getAccount(uid: string): Promise<BillingAccount> {
    return this.guarded('getAccount', (billing) => billing.getAccount(uid));
  }

  findOwner(agreementId: string): Promise<string | null> {
    return this.guarded('findOwner', (billing) => billing.findOwner(agreementId));
  }

  getPosterId(): Promise<string> {
    return this.guarded('getPosterId', (billing) => billing.getPosterId());
  }

  postPayment(payment: NewBillingPayment): Promise<{ recordId: string }> {
    return this.guarded('postPayment', (billing) => billing.postPayment(payment));
  }

  findPayment(receipt: string): Promise<BillingPayment | null> {
    return this.guarded('findPayment', (billing) => billing.findPayment(receipt));
  }

  listPayments(range: { from: Date; to: Date }, cursor: string | null): Promise<BillingPaymentPage> {
    return this.guarded('listPayments', (billing) => billing.listPayments(range, cursor));
  }

  cancelPayment(receipt: string, notAfter: Date): Promise<{ recordId: string | null }> {
    return this.guarded('cancelPayment', (billing) => billing.cancelPayment(receipt, notAfter));
  }

  /** Past the guard: a probe shall tell how billing is, not how the guard sees it, and shall not move the guard either. */
  checkHealth(): Promise<void> {
    return this.options.billing.checkHealth();
  }

  private guarded<T>(call: keyof BillingPort, work: (billing: BillingPort) => Promise<T>): Promise<T> {
    const { billing, guard, operations } = this.options;
    return guard.run({ upstream: 'billing', operation: operations[call] }, () => work(billing));
  }
}
