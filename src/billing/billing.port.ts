import type { Kopecks } from '../shared/money';

export interface BillingAgreement {
  /** Billing's own id of the agreement (`agrmid`), as text. */
  readonly agreementId: string;
  /** The number that people know. */
  readonly number: string;
  /** The code a payer enters at a terminal, or null when there is none. */
  readonly paymentCode: string | null;
  /** Rounded to a kopeck for display; negative is a debt. */
  readonly balanceKopecks: Kopecks;
  readonly operatorName: string | null;
  /** False once the agreement is closed or archived. */
  readonly isOpen: boolean;
  /** How many service accounts share it; null where the upstream does not tell. */
  readonly serviceAccounts: number | null;
}

export interface BillingAccount {
  readonly uid: string;
  readonly login: string;
  readonly fullName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly isArchived: boolean;
  readonly agreements: readonly BillingAgreement[];
}

/** A credit to be written into billing. */
export interface NewBillingPayment {
  /** Our document number: the guard against a second credit. Letters, digits and `-`, at most 36 characters. */
  readonly receipt: string;
  readonly agreementId: string;
  readonly amountKopecks: Kopecks;
  /** When the payer paid. */
  readonly paidAt: Date;
  /** Free text for the operator. */
  readonly comment: string;
  /** Nothing may be sent after this moment: the lease on the posting has run out by then. */
  readonly notAfter: Date;
}

/** A payment as billing holds it. */
export interface BillingPayment {
  readonly recordId: string;
  readonly receipt: string;
  readonly agreementId: string;
  /** Exact sum, or null when billing's figure is no whole number of kopecks. */
  readonly amountKopecks: Kopecks | null;
  readonly isCancelled: boolean;
  /** The manager who posted it. */
  readonly posterId: string;
  /** Billing's own date of the payment; null when it has none that can be read. */
  readonly paidAt: Date | null;
  readonly comment: string;
}

/** Some of billing's payments; more follow while there is a cursor. */
export interface BillingPaymentPage {
  readonly payments: readonly BillingPayment[];
  readonly nextCursor: string | null;
}

/** Codes of `Rejected` that callers decide by; an adapter maps its upstream's texts to them. */
export const BillingRejection = {
  invalidCredentials: 'invalid_credentials',
  accountNotFound: 'account_not_found',
  agreementNotFound: 'agreement_not_found',
  agreementClosed: 'agreement_closed',
  /** A payment with this receipt exists; `reference` names its record id when the upstream told it. */
  alreadyExists: 'already_exists',
  /** A payment with this receipt existed and was cancelled; it will not be posted again. */
  alreadyCancelled: 'already_cancelled',
  cannotBeCancelled: 'cannot_be_cancelled',
  paymentNotFound: 'payment_not_found',
  /** Several payments in force share the receipt: which of them is ours is for a person to say. */
  severalInForce: 'several_in_force',
  periodLocked: 'period_locked',
  accessDenied: 'access_denied',
  operationMissing: 'operation_missing',
} as const;

/**
 * The provider's billing. Every call ends in a value or throws `Rejected`, `Unavailable` or `UnknownOutcome`
 * (`shared/upstream-errors`). For a write, `UnknownOutcome` is the default.
 */
export abstract class BillingPort {
  /**
   * The account with all its agreements.
   * @throws Rejected `account_not_found`
   */
  abstract getAccount(uid: string): Promise<BillingAccount>;

  /** The uid of the account that an agreement belongs to; null when there is no such agreement. */
  abstract findOwner(agreementId: string): Promise<string | null>;

  /** Who posts our payments in billing. Receipts are unique per poster, so it must never change under an open posting. */
  abstract getPosterId(): Promise<string>;

  /**
   * Credits an agreement once per receipt.
   * @throws Rejected `already_exists`, `already_cancelled`, `agreement_not_found`, `agreement_closed`, `period_locked`, ...
   */
  abstract postPayment(payment: NewBillingPayment): Promise<{ recordId: string }>;

  /**
   * The payment of our poster with this receipt, cancelled or not; null when there is none.
   * @throws Rejected `several_in_force`
   */
  abstract findPayment(receipt: string): Promise<BillingPayment | null>;

  /**
   * The payments of our poster that billing dates from `from` on and before `to`, cancelled ones included, a page at a time:
   * null begins, and the cursor of one page asks for the next. The pages are no snapshot. What is written while they are
   * read may be missing or come twice.
   */
  abstract listPayments(
    range: { readonly from: Date; readonly to: Date },
    cursor: string | null,
  ): Promise<BillingPaymentPage>;

  /**
   * Cancels a whole payment. A payment cancelled before is success.
   * @throws Rejected `payment_not_found`, `cannot_be_cancelled`, `period_locked`
   */
  abstract cancelPayment(receipt: string, notAfter: Date): Promise<{ recordId: string | null }>;

  /** A cheap proof that billing answers. */
  abstract checkHealth(): Promise<void>;
}
