import type { Kopecks } from '../shared/money';
import type { Payment } from './payment';
import type { Posting, PostingKind } from './posting';
import type { Beat } from './quarantine';

/** As much of a payment as its row can be made from again. */
export interface JournalOrder {
  readonly id: string;
  /** The bank's order; a pure function of the id but for an order that was adopted. */
  readonly orderId: string;
  readonly subscriberUid: string;
  readonly agreementId: string;
  readonly agreementNumber: string;
  readonly operatorName: string | null;
  readonly amountKopecks: Kopecks;
  readonly terminal: string;
  readonly expiresAt: Date;
  readonly createdAt: Date;
  readonly acquirerPaymentId: string | null;
  readonly paymentUrl: string | null;
}

/** What a payment comes to in a journal. */
export function journalOrderOf(payment: Payment): JournalOrder {
  const { id, orderId, subscriberUid, agreementId, agreementNumber, amountKopecks, terminal } = payment;
  const { operatorName, expiresAt, createdAt, acquirerPaymentId, paymentUrl } = payment;
  return {
    id,
    orderId,
    subscriberUid,
    agreementId,
    agreementNumber,
    operatorName,
    amountKopecks,
    terminal,
    expiresAt,
    createdAt,
    acquirerPaymentId,
    paymentUrl,
  };
}

/** What is kept of a posting that billing has. */
export interface JournalPosting {
  readonly kind: PostingKind;
  readonly receipt: string;
  readonly recordId: string | null;
  readonly posterId: string | null;
}

export type JournalEntry =
  | { readonly kind: 'opened' | 'accepted'; readonly at: Date; readonly order: JournalOrder }
  | {
      readonly kind: 'posted';
      readonly at: Date;
      readonly order: JournalOrder;
      readonly posting: JournalPosting;
    }
  | { readonly kind: 'unreadable'; readonly where: string };

/**
 * What the ledger has promised, kept outside its database: a restored backup is held against it. An entry is written after
 * the transaction that it tells of, so what it names the ledger once had. Writing never fails for the caller.
 */
export abstract class Journal {
  /** False when nothing is kept. */
  abstract readonly isKept: boolean;

  /** Ids of the payments that this process opened since it was asked last: the ledger must have them. */
  abstract takeOpened(): readonly string[];

  /** Before the bank is called. */
  abstract opened(payment: Payment): Promise<void>;

  /** Before anybody is told the address of the bank's form: what is not named here, nobody can pay. */
  abstract accepted(payment: Payment): Promise<void>;

  abstract posted(posting: Posting, payment: Payment): Promise<void>;

  /** Keeps the last sign of life that the database has taken. */
  abstract mark(beat: Beat): Promise<void>;

  abstract lastMark(): Promise<Beat | null>;

  /** Everything kept, the oldest first. */
  abstract entries(): AsyncIterable<JournalEntry>;
}
