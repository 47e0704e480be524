import type { AxiosInstance } from 'axios';
import { BusinessDays } from '../../shared/business-days';
import type { Clock } from '../../shared/clock';
import type { UpstreamObserver } from '../../shared/upstream-observer';
import { Api3Client } from './api3-client';
import { billingTimeIn, type BillingTime } from './billing-time';
import { ManagerSession } from './manager-session';
import type { PromisedPaymentForm } from './take-promised-payment';

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
  /** What the core's build wants to be told of a promised payment; with the last day unless told. */
  readonly promisedPaymentForm?: PromisedPaymentForm;
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

/** One way to one core: the connections and the manager's session that all adapters for it share. */
export class Api3Core {
  readonly client: Api3Client;
  readonly session: ManagerSession;
  readonly clock: Clock;
  readonly billingTime: BillingTime;
  readonly days: BusinessDays;
  readonly paymentClassId: number;
  readonly cashCode: number | null;
  readonly promisedPaymentForm: PromisedPaymentForm;

  /** @throws TypeError for an address that is no URL, RangeError for an unknown time zone. */
  constructor(options: Api3Options) {
    const { url, timeoutMs, timeZone, axios, clock, observer } = options;
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
    this.clock = clock;
    this.billingTime = billingTimeIn(timeZone);
    this.days = new BusinessDays(timeZone);
    this.paymentClassId = options.paymentClassId;
    this.cashCode = options.cashCode;
    this.promisedPaymentForm = options.promisedPaymentForm ?? 'with_promtill';
  }

  /** Closes the kept connections. */
  close(): void {
    this.client.close();
  }
}
