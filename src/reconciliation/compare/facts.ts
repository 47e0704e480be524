import type { BillingPayment } from '../../billing/billing.port';
import type { PaymentFlag } from '../../ledger/payment';
import type { PostingState } from '../../ledger/posting';
import type { PaymentStatus } from '../../ledger/transitions';
import type { BusinessDay } from '../../shared/business-days';
import type { Kopecks } from '../../shared/money';

/** A credit in the outbox. A payment has several when its money was moved to another agreement. */
export interface CreditFact {
  readonly receipt: string;
  readonly agreementId: string;
  readonly amountKopecks: Kopecks;
  readonly state: PostingState;
  readonly recordId: string | null;
  /** Billing's manager who posts it; null while nobody has tried. */
  readonly posterId: string | null;
  readonly parkedReason: string | null;
  readonly dueSince: Date;
  readonly postedAt: Date | null;
}

export type ReversalFact = Pick<CreditFact, 'receipt' | 'state' | 'parkedReason' | 'dueSince' | 'postedAt'>;

export interface LedgerFact {
  readonly paymentId: string;
  readonly orderId: string;
  readonly acquirerPaymentId: string | null;
  readonly terminal: string;
  readonly agreementId: string;
  readonly amountKopecks: Kopecks;
  readonly status: PaymentStatus;
  readonly flag: PaymentFlag | null;
  readonly createdAt: Date;
  readonly confirmedAt: Date | null;
  /** What puts it into a business day. */
  readonly accountedAt: Date;
  /** When the ledger learned that all of it went back to the payer. */
  readonly refundedAt: Date | null;
  /** In the order of the outbox: the last one is what should stand in billing, the others were moved away from. */
  readonly credits: readonly CreditFact[];
  /** In the order of the outbox. */
  readonly reversals: readonly ReversalFact[];
}

/**
 * What the bank says of a payment:
 * - `taken`: all of it is with the provider
 * - `not_taken`: nothing was ever taken; money held on the card is not taken
 * - `returned`, `returned_in_part`: given back to the payer
 * - `charged_back`: taken back by the payer's bank, all of it
 * - `unsettled`: on its way, or in a word that is not known; nothing can be concluded
 */
export type BankWord = 'taken' | 'not_taken' | 'returned' | 'returned_in_part' | 'charged_back' | 'unsettled';

/** What the bank says of one payment of its own: an order may have had several. */
export interface BankFact {
  /** Asked of the bank, or folded from the lines of its registries. */
  readonly origin: 'state' | 'registry';
  readonly terminal: string;
  readonly orderId: string | null;
  readonly acquirerPaymentId: string | null;
  readonly word: BankWord;
  /** The bank's own word. */
  readonly rawStatus: string;
  /** What the payer paid before anything went back; null when that is not told. */
  readonly paidKopecks: Kopecks | null;
  /** What went back to the payer in whatever way; null when that is not told. */
  readonly returnedKopecks: Kopecks | null;
  /** When the bank took it and when the last of it went back; a state tells neither. */
  readonly paidAt: Date | null;
  readonly returnedAt: Date | null;
  /** What tells it from others where it has neither payment id nor order; else null. */
  readonly line: string | null;
}

export interface CompareTerms {
  /** How long a posting may be under way, and billing take to show it, before its absence is an error. */
  readonly graceMs: number;
  /** How long before and after its confirmation a record under another document may be dated and still be meant for a payment. */
  readonly matchBeforeMs: number;
  readonly matchAfterMs: number;
}

/**
 * All that one comparison rests on.
 *
 * What it must hold to be complete:
 * - `ledger`: the payments of all terminals that are accounted on the day or on a day beside it, unpaid orders included;
 *   those that the ledger saw refunded on the day; those that a line of the registries of the day names by payment id or
 *   order; those whose receipt, moved credits' and reversals' included, a record of `billing` bears
 * - `bank`: for the orders of the day at this terminal, and for those of other days that went back on the day; all bank
 *   payments of the terminal that the registries have on the day, each folded from its lines of every day
 * - `billing`: the records that billing dates from `matchBeforeMs` before the day to `matchAfterMs` after it, cancelled ones
 *   included; and whatever it has under the receipts of the payments that are told of (of the day, or gone back on it),
 *   however dated: the list is no snapshot, so a record that it does not show is looked up by its receipt
 */
export interface DayFacts {
  readonly day: BusinessDay & { readonly name: string };
  readonly timeZone: string;
  readonly terminal: string;
  /** Billing is one for all terminals: this one's comparison tells of records that belong to no payment of any. */
  readonly tellsStrangers: boolean;
  /** Billing's manager who posts ours now; what others posted is none of our business. */
  readonly posterId: string;
  readonly now: Date;
  readonly terms: CompareTerms;
  readonly ledger: readonly LedgerFact[];
  readonly bank: readonly BankFact[];
  /**
   * Names of the days that registries of this terminal cover, as far as they matter here: the day, those beside it, and
   * those on which a payment that is told of may have been made or gone back. Empty when the bank was asked instead.
   */
  readonly registryDays: readonly string[];
  readonly billing: readonly BillingPayment[];
}
