import type { BankStatus } from '../ledger/bank-status';
import type { Kopecks } from '../shared/money';

/** An order to be made at the bank. */
export interface NewOrder {
  /** Ours, unique for ever, at most 36 characters. */
  readonly orderId: string;
  readonly amountKopecks: Kopecks;
  /** What the payer reads on the bank's form, at most 140 characters. */
  readonly description: string;
  /** Until when the order can be paid. */
  readonly expiresAt: Date;
  /** Where the bank sends the payer's browser after success and after failure. */
  readonly successUrl: string | null;
  readonly failUrl: string | null;
  readonly language: 'ru' | 'en';
  /** Contacts of the payer as billing knows them; the adapter drops what the bank would refuse. */
  readonly payerEmail: string | null;
  readonly payerPhone: string | null;
}

/** An order that the bank accepted. */
export interface AcceptedOrder {
  readonly acquirerPaymentId: string;
  /** The bank's form for this order. */
  readonly paymentUrl: string;
}

/** How the adapter read a body that came to the notification address. */
export type NotificationReading =
  | {
      readonly kind: 'status';
      readonly status: BankStatus;
      /** The body without secrets and card data, for keeping. */
      readonly redactedBody: string;
    }
  | {
      /** Signed by the bank, but not about a payment's state: stored and acknowledged. */
      readonly kind: 'other';
      readonly subject: string;
      readonly orderId: string | null;
      readonly redactedBody: string;
    }
  | {
      readonly kind: 'refused';
      /** `malformed`, `unsigned`, `foreign_terminal`, `bad_token`, or `canonical_form_changed`: signed, but by another form. */
      readonly reason: NotificationRefusal;
      readonly orderId: string | null;
      readonly redactedBody: string;
    };

export type NotificationRefusal =
  'malformed' | 'unsigned' | 'foreign_terminal' | 'bad_token' | 'canonical_form_changed';

/**
 * A bank's internet acquiring. Every call ends in a value or throws `Rejected`, `Unavailable` or `UnknownOutcome`
 * (`shared/upstream-errors`). For a write, `UnknownOutcome` is the default.
 */
export abstract class AcquirerPort {
  /** The terminal that new orders are made on. */
  abstract readonly terminal: string;

  /** What the bank wants to hear when a notification is stored. */
  abstract readonly acknowledgement: string;

  /** Makes an order. Never repeated by the adapter itself once it may have reached the bank. */
  abstract createOrder(order: NewOrder): Promise<AcceptedOrder>;

  /** Asks for the state of one payment. */
  abstract getState(acquirerPaymentId: string): Promise<BankStatus>;

  /** Asks which payments the bank knows for an order of ours; empty when it knows none. */
  abstract findOrder(orderId: string): Promise<readonly BankStatus[]>;

  /**
   * Cancels an order: one that is not paid dies, one that is paid is refunded in full by the bank.
   * The answer is the bank's state after it.
   */
  abstract cancelOrder(acquirerPaymentId: string): Promise<BankStatus>;

  /** Reads and verifies the raw body of a notification. Never throws, calls nobody. */
  abstract readNotification(rawBody: Buffer): NotificationReading;

  /** A cheap proof that the bank's interface answers. */
  abstract checkHealth(): Promise<void>;
}
