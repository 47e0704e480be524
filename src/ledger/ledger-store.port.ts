import type { Kopecks } from '../shared/money';
import type { IdempotencyRecord, StoredResponse } from './idempotency';
import type { InboxEntry } from './inbox-entry';
import type { Payment } from './payment';
import type { PaymentEvent } from './payment-event';
import type { LeasedPosting, Posting } from './posting';
import type { Beat } from './quarantine';
import type { HeartbeatRows, QuarantineRows } from './quarantine-rows.port';
import type { ReadBackRows } from './read-back-rows.port';
import type { SuspenseRows, SuspenseSearch } from './suspense-rows.port';

/** A unique key is taken. The unit of work it happened in is undone. */
export class DuplicateRow extends Error {
  constructor(what: string) {
    super(`Already there: ${what}`);
    this.name = 'DuplicateRow';
  }
}

/** The row changed since it was read. The unit of work is undone and may be run again. */
export class StaleRow extends Error {
  constructor(what: string) {
    super(`Changed meanwhile: ${what}`);
    this.name = 'StaleRow';
  }
}

export interface PaymentRows {
  find(id: string): Promise<Payment | null>;
  /** Those of the given ids that are there. */
  findMany(ids: readonly string[]): Promise<readonly Payment[]>;
  /** A subscriber's payments for one agreement that are on their way to billing, made since then, the newest first. */
  onTheirWay(
    subscriberUid: string,
    agreementId: string,
    madeSince: Date,
    limit: number,
  ): Promise<readonly Payment[]>;
  /** The payment that was made last; null when there is none. */
  newest(): Promise<Payment | null>;
  /**
   * Payments that the bank may yet move, by id after the given one: the open ones, and those made since then that are not
   * refunded.
   */
  mayHaveMoved(afterId: string | null, madeSince: Date, limit: number): Promise<readonly Payment[]>;
  /** Reads and holds the row until the unit of work ends. */
  lock(by: { readonly id: string } | { readonly orderId: string }): Promise<Payment | null>;
  insert(payment: Payment): Promise<void>;
  /** Writes a changed row. @throws StaleRow unless the stored version is `payment.version - 1`. */
  update(payment: Payment): Promise<void>;
  /** Rows whose `nextAskAt` has come, the longest waiting first. */
  dueForAsking(now: Date, limit: number): Promise<readonly Payment[]>;
  /** Takes one ask for this replica: moves `nextAskAt` on and counts the ask. False when another was faster. */
  claimAsk(payment: Payment, nextAskAt: Date): Promise<boolean>;
  countFlagged(): Promise<number>;
  countOpen(): Promise<number>;
}

export interface EventRows {
  /** Adds the next line to a payment's history. The payment's row must be held. */
  append(event: PaymentEvent): Promise<void>;
  /** In the order in which they were written, whatever the clocks of their writers said. */
  ofPayment(paymentId: string): Promise<readonly PaymentEvent[]>;
}

export interface LeaseRequest {
  readonly owner: string;
  readonly until: Date;
  readonly now: Date;
  /** The last sign of life that the worker wrote: to a ledger that has forgotten it, nothing is leased. */
  readonly beat?: Beat | null;
}

/** Money that the bank confirmed and billing does not have yet where it is to stand. */
export interface UnpostedMoney {
  readonly kopecks: Kopecks;
  readonly oldestSince: Date | null;
}

export interface PostingRows {
  find(id: string): Promise<Posting | null>;
  lock(id: string): Promise<Posting | null>;
  /** All postings of a payment in their order, held until the unit of work ends. */
  lockOfPayment(paymentId: string): Promise<readonly Posting[]>;
  ofPayment(paymentId: string): Promise<readonly Posting[]>;
  insert(posting: Posting): Promise<void>;
  /**
   * Writes a changed row, but for what the reader of billing found on it.
   * @throws StaleRow unless the stored version is `posting.version - 1`
   */
  update(posting: Posting): Promise<void>;
  /**
   * Leases up to `limit` postings that are due, or whose lease has run out. Earlier postings of the same payment must be
   * settled. Leasing marks the row `mustAsk`: should the worker die, the next one asks first. While a quarantine is open,
   * nothing is leased.
   */
  lease(request: LeaseRequest, limit: number): Promise<readonly LeasedPosting[]>;
  /**
   * Before anything unsettled and not in hand is sent, billing is asked, from `notBefore` on; its time begins anew.
   * @returns how many there are
   */
  doubtUnsettled(now: Date, notBefore: Date): Promise<number>;
  findByReceipts(receipts: readonly string[]): Promise<readonly Posting[]>;
  /** Credits posted since then, by id after the given one. */
  postedCredits(afterId: string | null, postedSince: Date, limit: number): Promise<readonly Posting[]>;
  /** Parked rows by id, after the given one. */
  parked(afterId: string | null, limit: number): Promise<readonly Posting[]>;
  countParked(): Promise<number>;
  unpostedMoney(): Promise<UnpostedMoney>;
}

export interface InboxRows {
  insert(entry: InboxEntry): Promise<void>;
  update(entry: InboxEntry): Promise<void>;
  find(id: string): Promise<InboxEntry | null>;
  lock(id: string): Promise<InboxEntry | null>;
  hasContent(contentHash: string): Promise<boolean>;
  /** Entries stored before the given time that nobody has applied, oldest first. */
  unapplied(before: Date, limit: number): Promise<readonly InboxEntry[]>;
}

export interface IdempotencyRows {
  find(caller: string, key: string): Promise<IdempotencyRecord | null>;
  lock(caller: string, key: string): Promise<IdempotencyRecord | null>;
  /** @throws DuplicateRow when the caller's key is in use. */
  insert(record: IdempotencyRecord): Promise<void>;
  remove(caller: string, key: string): Promise<void>;
  /** Fixes the answer for the key that made this payment. */
  complete(paymentId: string, response: StoredResponse): Promise<void>;
}

/** What a unit of work can reach. All its writes are kept together or not at all. */
export interface LedgerUnit {
  readonly payments: PaymentRows;
  readonly events: EventRows;
  readonly postings: PostingRows;
  readonly readBack: ReadBackRows;
  readonly inbox: InboxRows;
  readonly idempotencyKeys: IdempotencyRows;
  readonly quarantines: QuarantineRows;
  readonly heartbeats: HeartbeatRows;
  readonly suspense: SuspenseRows;
  readonly suspenseSearch: SuspenseSearch;
}

/** Where the ledger keeps its rows. */
export abstract class LedgerStore {
  /**
   * Runs work as one transaction. On a deadlock, a lock time-out, a certification failure of a cluster or a `StaleRow` it
   * is undone and run again from the start, so it must do nothing but read and write through `unit`.
   */
  abstract unitOfWork<T>(work: (unit: LedgerUnit) => Promise<T>): Promise<T>;

  /** Runs reads outside any transaction. */
  abstract read<T>(work: (unit: LedgerUnit) => Promise<T>): Promise<T>;
}
