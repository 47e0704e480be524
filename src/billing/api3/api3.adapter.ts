import type { AxiosInstance } from 'axios';
import type { Clock } from '../../shared/clock';
import type { UpstreamObserver } from '../../shared/upstream-observer';
import {
  BillingPort,
  type BillingAccount,
  type BillingPayment,
  type BillingPaymentPage,
  type NewBillingPayment,
} from '../billing.port';
import { Api3Client } from './api3-client';
import { billingTimeIn } from './billing-time';
import { cancelPayment } from './cancel-payment';
import { checkHealth } from './check-health';
import { findPayment } from './find-payment';
import { getAccount } from './get-account';
import { listPayments } from './list-payments';
import { ManagerSession } from './manager-session';
import { postPayment, type PostPaymentContext } from './post-payment';
import { verifyCredentials } from './verify-credentials';

export interface Api3Options {
  /** The core's one address, such as `http://billing:34012/`. */
  readonly url: string;
  /** The manager of our own that posts every payment, for ever: receipts are unique within a manager. */
  readonly managerLogin: string;
  readonly managerPassword: string;
  /** Longest time for one call, from connecting to the end of the answer. */
  readonly timeoutMs: number;
  /** IANA zone of the billing server's clock. */
  readonly timeZone: string;
  /** Payment category in billing (`classid`); 0 is the core's default. */
  readonly paymentClassId: number;
  /** Fiscal kind of our payments: 2 non-cash; null sends none (cores that do not know the field). */
  readonly cashCode: number | null;
  readonly axios: AxiosInstance;
  readonly clock: Clock;
  /** Learns of the manager's sign-ins. */
  readonly observer?: UpstreamObserver;
  /** Longest answer that is read; 4 MiB unless told. */
  readonly maxAnswerBytes?: number;
  /** How long an unused connection is kept, ms; 4000 unless told. */
  readonly idleSocketMs?: number;
  /** Pause before a call is tried under a third session, ms; 500 unless told. */
  readonly sessionRetryPauseMs?: number;
}

/** LANBilling by its core's SOAP interface `urn:api3`. */
export class Api3Billing extends BillingPort {
  private readonly client: Api3Client;
  private readonly session: ManagerSession;
  private readonly posting: PostPaymentContext;

  /** @throws TypeError for an address that is no URL, RangeError for an unknown time zone. */
  constructor(options: Api3Options) {
    super();
    const { url, timeoutMs, axios, clock, observer, paymentClassId, cashCode } = options;
    const { maxAnswerBytes = 4 * 1024 * 1024, idleSocketMs = 4_000, sessionRetryPauseMs = 500 } = options;
    this.client = new Api3Client({ url, timeoutMs, axios, maxAnswerBytes, idleSocketMs });
    this.session = new ManagerSession({
      client: this.client,
      clock,
      login: options.managerLogin,
      password: options.managerPassword,
      retryPauseMs: sessionRetryPauseMs,
      observer,
    });
    const billingTime = billingTimeIn(options.timeZone);
    this.posting = { session: this.session, clock, billingTime, paymentClassId, cashCode };
  }

  verifyCredentials(login: string, password: string, address: string | null): Promise<{ uid: string }> {
    return verifyCredentials(this.client, login, password, address);
  }

  getAccount(uid: string): Promise<BillingAccount> {
    return getAccount(this.session, uid);
  }

  getPosterId(): Promise<string> {
    return this.session.personId();
  }

  postPayment(payment: NewBillingPayment): Promise<{ recordId: string }> {
    return postPayment(this.posting, payment);
  }

  findPayment(receipt: string): Promise<BillingPayment | null> {
    return findPayment(this.session, receipt);
  }

  listPayments(range: { from: Date; to: Date }, cursor: string | null): Promise<BillingPaymentPage> {
    return listPayments(this.posting, range, cursor);
  }

  cancelPayment(receipt: string, notAfter: Date): Promise<{ recordId: string | null }> {
    return cancelPayment(this.posting, receipt, notAfter);
  }

  checkHealth(): Promise<void> {
    return checkHealth(this.client);
  }

  /** Closes the kept connections. */
  close(): void {
    this.client.close();
  }
}
