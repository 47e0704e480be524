import type { DiscrepancyClass, Severity } from '../../src/books/discrepancy';

/** How a day is reconciled: the bank is asked about each order, or its registry is uploaded. */
export type Leg = 'bank' | 'registry';

/** One day of one terminal. */
export interface Book {
  readonly day: string;
  readonly terminal: string;
  readonly leg: Leg;
  /** The service takes money on this terminal: it can ask the bank, and tells of records in billing that are nobody's. */
  readonly isHome: boolean;
}

export interface PostingStory {
  kind: 'credit' | 'reversal';
  sequence: number;
  receipt: string;
  agreement: number;
  kopecks: number;
  state: 'due' | 'posted' | 'parked' | 'voided';
  /** The record in billing that the ledger believes to be its own. */
  recordKey: string | null;
  since: Date;
  postedAt: Date | null;
}

export interface LedgerStory {
  readonly paymentId: string;
  readonly orderId: string;
  readonly bankPaymentId: string;
  readonly terminal: string;
  readonly agreement: number;
  readonly kopecks: number;
  status: 'posted' | 'confirmed' | 'expired' | 'refunded' | 'partially_refunded';
  flag: 'amount_mismatch' | 'partial_refund' | null;
  createdAt: Date;
  confirmedAt: Date | null;
  refundedAt: Date | null;
  postings: PostingStory[];
}

export interface BankOperation {
  readonly type: 'Debit' | 'Credit' | 'Chargeback' | 'Chargeback_Reversal' | 'ServiceFee';
  readonly kopecks: number;
  readonly at: Date;
  /** The bank's registries do not always name the payment. */
  readonly namesOrderOnly?: boolean;
}

/** A payment as the bank has it. */
export interface BankStory {
  readonly bankPaymentId: string;
  readonly orderId: string;
  readonly terminal: string;
  kopecks: number;
  status: 'CONFIRMED' | 'REFUNDED' | 'PARTIAL_REFUNDED' | 'DEADLINE_EXPIRED' | 'REJECTED';
  returnedKopecks: number;
  operations: BankOperation[];
  /** When the bank told the service of an order that the ledger does not know. */
  toldAt: Date | null;
}

export interface RecordStory {
  readonly key: string;
  receipt: string;
  agreement: number;
  kopecks: number;
  paidAt: Date;
  comment: string;
  isCancelled: boolean;
  /** Posted by another manager. */
  isForeign: boolean;
}

/** What must be found, and what is left of it when everything was approved that can be. */
export interface Expected {
  readonly class: DiscrepancyClass;
  readonly severity: Severity;
  /** Our payment, the bank's payment, or the record of nobody. */
  readonly about: string;
  readonly afterHealing: 'gone' | 'there';
}

/** Something that happened, as it stands in the three places. */
export interface Story {
  readonly ledger: readonly LedgerStory[];
  readonly bank: readonly BankStory[];
  readonly records: readonly RecordStory[];
  readonly expected: readonly Expected[];
}

export interface ToldStory extends Story {
  readonly situation: string;
  readonly book: Book;
  /** Asking the bank about it is enough. */
  readonly isHealedByAsking: boolean;
}
