import type { Kopecks } from '../shared/money';
import type { BillingAccount } from './billing.port';

/** Whom a call serves. */
export interface Subscriber {
  /** Billing's id of the account. */
  readonly uid: string;
  /**
   * Our session, under which an adapter that needs one of billing's keeps it; null where a program acts for the subscriber
   * by an API key.
   */
  readonly sessionId: string | null;
}

/** What one agreement stands at. */
export interface AgreementBalance {
  readonly agreementId: string;
  readonly number: string;
  readonly isOpen: boolean;
  /** Rounded to a kopeck for display; negative is a debt. */
  readonly balanceKopecks: Kopecks;
  /** Overdraft that billing allows; null where the upstream does not tell. */
  readonly creditKopecks: Kopecks | null;
  /** The part of it that comes from a promised payment; null where the upstream does not tell. */
  readonly promisedCreditKopecks: Kopecks | null;
  /** What is due by tariff and services, rounded up to a kopeck, never negative; null where the upstream does not tell. */
  readonly recommendedPaymentKopecks: Kopecks | null;
}

/** What a service gives, as far as its names tell. */
export const SERVICE_KINDS = ['internet', 'tv', 'telephony', 'other'] as const;
export type ServiceKind = (typeof SERVICE_KINDS)[number];

export const SERVICE_STATES = [
  'active',
  'blocked_by_balance',
  'blocked_by_subscriber',
  'blocked_by_provider',
  'traffic_limit',
  'off',
  'unknown',
] as const;
export type ServiceState = (typeof SERVICE_STATES)[number];

/** A service account under an agreement, with its tariff. */
export interface TariffService {
  /** Billing's id of the service account; null where the upstream does not tell. */
  readonly serviceId: string | null;
  /** Login of the service account. */
  readonly login: string | null;
  readonly tariffName: string;
  readonly kind: ServiceKind;
  readonly state: ServiceState;
  /** Fee for a month; null where the upstream does not tell. */
  readonly monthlyPriceKopecks: Kopecks | null;
  /** What the tariff gives, in billing's own words, such as `100 Мбит/с`. */
  readonly description: string | null;
  /** Extra services in billing's own words, such as a static address. */
  readonly extras: readonly string[];
}

/** Business days, both included, as `YYYY-MM-DD`. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** One line of an agreement's payments, of whatever channel. */
export interface HistoryEntry {
  /** Billing's record id; null where the upstream does not tell. */
  readonly recordId: string | null;
  /** The document number; ours are known by their receipt. */
  readonly documentNumber: string | null;
  /** Rounded to a kopeck for display; may be negative. */
  readonly amountKopecks: Kopecks;
  readonly status: 'accepted' | 'cancelled' | 'corrected';
  /** Who took it, in billing's own words. */
  readonly channel: string | null;
  /** Business day of the payment, `YYYY-MM-DD`. */
  readonly paidOn: string;
  /** The moment of the payment; null where the upstream tells the day alone. */
  readonly paidAt: Date | null;
}

export interface PaymentHistory {
  /** In no particular order. */
  readonly entries: readonly HistoryEntry[];
  /** From this day on nothing is missing: later than asked for where the upstream shows less. */
  readonly completeFrom: string;
}

/** Why no promised payment is to be had. */
export const PROMISE_REFUSALS = [
  'already_active',
  'agreement_too_young',
  'last_overdue',
  'debt_too_large',
  'not_offered',
] as const;
export type PromiseRefusal = (typeof PROMISE_REFUSALS)[number];

export interface PromisedPaymentTerms {
  readonly minKopecks: Kopecks;
  readonly maxKopecks: Kopecks;
  /** Last day on which it must be paid, `YYYY-MM-DD`. */
  readonly dueOn: string;
  /** Price of the service; null where the upstream does not tell. */
  readonly feeKopecks: Kopecks | null;
}

export interface ActivePromisedPayment {
  readonly amountKopecks: Kopecks;
  /** Day on which it was taken, `YYYY-MM-DD`; null where it is not told. */
  readonly takenOn: string | null;
  /** Last day on which it must be paid, `YYYY-MM-DD`; null where it is not told. */
  readonly dueOn: string | null;
}

export interface PromisedPaymentState {
  /** On what terms one can be taken now; null when none can. */
  readonly terms: PromisedPaymentTerms | null;
  /** Why none can be taken; null when one can. */
  readonly refusal: PromiseRefusal | null;
  readonly active: ActivePromisedPayment | null;
}

/** Codes of `Rejected` that callers decide by, beside those of `BillingRejection`. */
export const CabinetRejection = {
  /** The upstream's own session of this subscriber is over: he has to sign in again. */
  sessionEnded: 'session_ended',
  /** The upstream does not do this at all, or not for a program that acts by an API key. */
  notSupported: 'not_supported',
  /** The upstream asks for a picture's text: no program can sign in. */
  captchaRequired: 'captcha_required',
  passwordRefused: 'password_refused',
  promiseRefused: 'promise_refused',
  promiseSumOutOfBounds: 'promise_sum_out_of_bounds',
} as const;

/**
 * Billing as its subscribers see it: what a cabinet shows and does. Every call ends in a value or throws `Rejected`,
 * `Unavailable` or `UnknownOutcome` (`shared/upstream-errors`); an answer that has another form than what we know how to
 * read is `UpstreamChanged`, never a guess. No answer of this port decides about money: that is `BillingPort`'s.
 *
 * Every call about an agreement proves that it is the subscriber's, by the same answers that it reads.
 */
export abstract class CabinetPort {
  /**
   * Checks a subscriber's login and password. A login that does not exist and a password that is wrong end the same way.
   * @param credentials.address the subscriber's own network address, where it is known
   * @returns billing's id of the account, and what the adapter wants kept, encrypted, with our session
   * @throws Rejected `invalid_credentials`, `captcha_required`
   */
  abstract signIn(credentials: {
    readonly login: string;
    readonly password: string;
    readonly address: string | null;
  }): Promise<{ readonly uid: string; readonly upstreamSession: string | null }>;

  /** Ends the upstream's own session, where there is one. One that is over is success. */
  abstract signOut(subscriber: Subscriber): Promise<void>;

  /**
   * The account with all its agreements.
   * @throws Rejected `account_not_found`, `session_ended`
   */
  abstract getAccount(subscriber: Subscriber): Promise<BillingAccount>;

  /** @throws Rejected `agreement_not_found` for an unknown agreement or another subscriber's, `session_ended` */
  abstract getBalance(subscriber: Subscriber, agreementId: string): Promise<AgreementBalance>;

  /** @throws Rejected `agreement_not_found`, `session_ended` */
  abstract getServices(subscriber: Subscriber, agreementId: string): Promise<readonly TariffService[]>;

  /**
   * The payments of an agreement by all channels, cancelled ones included.
   * @throws Rejected `agreement_not_found`, `session_ended`
   */
  abstract getHistory(subscriber: Subscriber, agreementId: string, days: DayRange): Promise<PaymentHistory>;

  /** @throws Rejected `agreement_not_found`, `session_ended` */
  abstract getPromisedPayment(subscriber: Subscriber, agreementId: string): Promise<PromisedPaymentState>;

  /**
   * Takes a promised payment, with no guard against a second one: billing has no document number for it. The caller reads
   * the state before, and after an unknown outcome.
   * @throws Rejected `agreement_not_found`, `promise_refused` (`reference` is a `PromiseRefusal`),
   *   `promise_sum_out_of_bounds`, `session_ended`
   */
  abstract takePromisedPayment(
    subscriber: Subscriber,
    agreementId: string,
    amountKopecks: Kopecks,
  ): Promise<void>;

  /** @throws Rejected `invalid_credentials` when the current one is wrong, `password_refused`, `session_ended` */
  abstract changePassword(
    subscriber: Subscriber,
    passwords: { readonly current: string; readonly next: string },
  ): Promise<void>;

  /**
   * Starts billing's own recovery by e-mail. A login that does not exist is success, so that nobody learns which ones do.
   * @throws Rejected `not_supported`
   */
  abstract recoverPassword(login: string): Promise<void>;

  /** A cheap proof that the upstream answers. */
  abstract checkHealth(): Promise<void>;
}
