import type { AxiosInstance } from 'axios';
import type { Clock } from '../../shared/clock';
import type { Kopecks } from '../../shared/money';
import { Rejected } from '../../shared/upstream-errors';
import type { BillingAccount } from '../billing.port';
import {
  CabinetPort,
  CabinetRejection,
  type AgreementBalance,
  type DayRange,
  type PaymentHistory,
  type PromisedPaymentState,
  type Subscriber,
  type TariffService,
} from '../cabinet.port';
import type { UpstreamSessions } from '../upstream-sessions.port';
import { Addresses, type UrlForm } from './addresses';
import { billingClockIn } from './billing-clock';
import { CabinetCookies } from './cabinet-cookies';
import { CabinetHttp } from './cabinet-http';
import { changePassword } from './change-password';
import { checkHealth } from './check-health';
import { getAccount } from './get-account';
import { getBalance } from './get-balance';
import { getHistory, type HistoryContext } from './get-history';
import { getPromisedPayment } from './get-promised-payment';
import { getServices } from './get-services';
import { writeSession } from './kept-session';
import { recoverPassword } from './recover-password';
import { signIn } from './sign-in';
import { signOut } from './sign-out';
import { SubscriberVisits } from './subscriber-visits';
import { takePromisedPayment } from './take-promised-payment';
import { Visit, type Cabinet } from './visit';

export interface LbwebCabinetOptions {
  /** The cabinet's folder, such as `https://host/` or `https://host/lbweb-client/`. */
  readonly baseUrl: string;
  readonly urlForm: UrlForm;
  /** Longest time for one page, from connecting to the end of the answer, ms. A call may need several pages. */
  readonly timeoutMs: number;
  /** IANA zone of the clock that the cabinet prints. */
  readonly timeZone: string;
  readonly axios: AxiosInstance;
  readonly clock: Clock;
  readonly sessions: UpstreamSessions;
  /** Asks billing whose agreement it is, which the cabinet never tells; null for nobody's. Throws upstream errors. */
  readonly ownerOf: (agreementId: string) => Promise<string | null>;
  /** Longest answer that is read; 2 MiB unless told. */
  readonly maxAnswerBytes?: number;
  /** How long an unused connection is kept, ms; 4000 unless told. */
  readonly idleSocketMs?: number;
}

/**
 * LANBilling by the pages of its subscriber cabinet, as a browser reads them. It must always call from one address: the cabinet
 * binds a session to it, so the subscriber's own address is told to nobody.
 */
export class LbwebCabinet extends CabinetPort {
  private readonly cabinet: Cabinet;
  private readonly visits: SubscriberVisits;
  private readonly history: HistoryContext;

  /** @throws TypeError for an address that is no HTTP address, RangeError for an unknown time zone. */
  constructor(private readonly options: LbwebCabinetOptions) {
    super();
    const {
      axios,
      timeoutMs,
      clock,
      sessions,
      maxAnswerBytes = 2 * 1024 * 1024,
      idleSocketMs = 4_000,
    } = options;
    this.cabinet = {
      http: new CabinetHttp({ axios, timeoutMs, maxAnswerBytes, idleSocketMs }),
      addresses: new Addresses(options.baseUrl, options.urlForm),
    };
    this.visits = new SubscriberVisits({ cabinet: this.cabinet, clock, sessions });
    this.history = { clock, billingClock: billingClockIn(options.timeZone) };
  }

  async signIn(credentials: {
    readonly login: string;
    readonly password: string;
  }): Promise<{ readonly uid: string; readonly upstreamSession: string | null }> {
    const { addresses } = this.cabinet;
    const context = { visit: this.guestVisit(), addresses, ownerOf: this.options.ownerOf };
    const session = await signIn(context, credentials);
    return { uid: session.uid, upstreamSession: writeSession(session) };
  }

  async signOut(subscriber: Subscriber): Promise<void> {
    if (subscriber.sessionId === null) return;
    try {
      await this.visits.run(subscriber, 'site/logout', ({ visit, addressOf }) =>
        signOut(visit, addressOf('site/logout')),
      );
    } catch (error) {
      if (!(error instanceof Rejected && error.code === CabinetRejection.sessionEnded)) throw error;
    }
  }

  getAccount(subscriber: Subscriber): Promise<BillingAccount> {
    return this.visits.run(subscriber, 'account/index', getAccount);
  }

  getBalance(subscriber: Subscriber, agreementId: string): Promise<AgreementBalance> {
    return this.visits.run(subscriber, 'account/index', (signedIn) => getBalance(signedIn, agreementId));
  }

  getServices(subscriber: Subscriber, agreementId: string): Promise<readonly TariffService[]> {
    return this.visits.run(subscriber, 'account/vgroups', (signedIn) => getServices(signedIn, agreementId));
  }

  getHistory(subscriber: Subscriber, agreementId: string, days: DayRange): Promise<PaymentHistory> {
    return this.visits.run(subscriber, 'payment/history', (signedIn) =>
      getHistory(signedIn, this.history, agreementId, days),
    );
  }

  getPromisedPayment(subscriber: Subscriber, agreementId: string): Promise<PromisedPaymentState> {
    return this.visits.run(subscriber, 'payment/promised', (signedIn) =>
      getPromisedPayment(signedIn, agreementId),
    );
  }

  takePromisedPayment(subscriber: Subscriber, agreementId: string, amountKopecks: Kopecks): Promise<void> {
    return this.visits.run(subscriber, 'payment/promised', (signedIn) =>
      takePromisedPayment(signedIn, agreementId, amountKopecks),
    );
  }

  changePassword(
    subscriber: Subscriber,
    passwords: { readonly current: string; readonly next: string },
  ): Promise<void> {
    return this.visits.run(subscriber, 'password/index', (signedIn) =>
      changePassword(signedIn, this.cabinet.addresses, passwords),
    );
  }

  recoverPassword(login: string): Promise<void> {
    return recoverPassword(this.guestVisit(), this.cabinet.addresses, login);
  }

  checkHealth(): Promise<void> {
    return checkHealth(this.guestVisit(), this.cabinet.addresses);
  }

  /** Closes the kept connections. */
  close(): void {
    this.cabinet.http.close();
  }

  private guestVisit(): Visit {
    return new Visit(this.cabinet, new CabinetCookies(this.options.clock));
  }
}
