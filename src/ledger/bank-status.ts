import type { Kopecks } from '../shared/money';

/**
 * What a bank says of an order, in the ledger's words:
 * - `unpaid`: nobody has begun to pay, or a try left no trace: an order in this state can be cancelled without a refund
 * - `pending`: a payment is under way at the bank, its outcome is not known yet
 * - `authorized`: held on the card
 * - `confirmed`: money taken, the only state that credits a subscriber
 * - `attempt_failed`: one try failed; the order may be paid by another one until its deadline
 * - `expired`, `cancelled`: the order is dead at the bank, nothing taken
 * - `refund_in_progress`, `partially_refunded`, `refunded`: money is going or gone back
 * - `unrecognised`: a status that we do not know; recorded, moves nothing
 */
export type BankState =
  | 'unpaid'
  | 'pending'
  | 'authorized'
  | 'confirmed'
  | 'attempt_failed'
  | 'expired'
  | 'cancelled'
  | 'refund_in_progress'
  | 'partially_refunded'
  | 'refunded'
  | 'unrecognised';

/** Where the word of the bank was heard. */
export type BankStatusSource = 'notification' | 'poll' | 'answer';

/** One statement of the bank about one order. Notification, poll and answers all become this. */
export interface BankStatus {
  readonly orderId: string;
  /** The bank's id of the payment, always as text. */
  readonly acquirerPaymentId: string;
  /** The terminal that the statement is about. */
  readonly terminal: string;
  readonly state: BankState;
  /** The bank's own word, kept as evidence. */
  readonly rawStatus: string;
  /** The sum that the statement names, or null when it names none. */
  readonly amountKopecks: Kopecks | null;
  /** The bank's code of a decline, `null` when there is none. */
  readonly errorCode: string | null;
  readonly source: BankStatusSource;
}
