import {
  BillingPort,
  type BillingAccount,
  type BillingPayment,
  type BillingPaymentPage,
  type NewBillingPayment,
} from '../billing.port';
import { Api3Core, type Api3Options } from './api3-core';
import { cancelPayment } from './cancel-payment';
import { checkHealth } from './check-health';
import { findOwner } from './find-owner';
import { findPayment } from './find-payment';
import { getAccount } from './get-account';
import { listPayments } from './list-payments';
import { postPayment } from './post-payment';

/** What decides about money in LANBilling, by its core's SOAP interface `urn:api3`. */
export class Api3Billing extends BillingPort {
  private readonly core: Api3Core;

  /** @param core the way to the core, shared with other adapters; or the options of one of its own */
  constructor(core: Api3Core | Api3Options) {
    super();
    this.core = core instanceof Api3Core ? core : new Api3Core(core);
  }

  getAccount(uid: string): Promise<BillingAccount> {
    return getAccount(this.core.session, uid);
  }

  findOwner(agreementId: string): Promise<string | null> {
    return findOwner(this.core.session, agreementId);
  }

  getPosterId(): Promise<string> {
    return this.core.session.personId();
  }

  postPayment(payment: NewBillingPayment): Promise<{ recordId: string }> {
    return postPayment(this.core, payment);
  }

  findPayment(receipt: string): Promise<BillingPayment | null> {
    return findPayment(this.core.session, this.core.billingTime, receipt);
  }

  listPayments(range: { from: Date; to: Date }, cursor: string | null): Promise<BillingPaymentPage> {
    return listPayments(this.core, range, cursor);
  }

  cancelPayment(receipt: string, notAfter: Date): Promise<{ recordId: string | null }> {
    return cancelPayment(this.core, receipt, notAfter);
  }

  checkHealth(): Promise<void> {
    return checkHealth(this.core.client);
  }

  /** Closes the kept connections, of all that share them. */
  close(): void {
    this.core.close();
  }
}
