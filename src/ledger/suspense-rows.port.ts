import type { Kopecks } from '../shared/money';
import type { InboxEntry } from './inbox-entry';
import type { Payment } from './payment';
import type { SuspenseCase, SuspenseEvent, SuspenseKind, SuspenseState } from './suspense-case';

export interface SuspenseFilter {
  readonly state?: SuspenseState | null;
  readonly kind?: SuspenseKind | null;
}

export interface SuspenseRows {
  /** @throws DuplicateRow when there is a case of this identity. */
  insert(suspense: SuspenseCase): Promise<void>;
  find(id: string): Promise<SuspenseCase | null>;
  findByIdentity(identity: string): Promise<SuspenseCase | null>;
  lock(id: string): Promise<SuspenseCase | null>;
  /** Writes a changed row. @throws StaleRow unless the stored version is `suspense.version - 1`. */
  update(suspense: SuspenseCase): Promise<void>;
  /** The newest first, before the given id. */
  list(filter: SuspenseFilter, beforeId: string | null, limit: number): Promise<readonly SuspenseCase[]>;
  /** Those that are not settled, by id, after the given one. */
  unsettled(afterId: string | null, limit: number): Promise<readonly SuspenseCase[]>;
  /** Adds the next line to a case's history. The case's row must be held. */
  append(event: Omit<SuspenseEvent, 'sequence'>): Promise<void>;
  /** In the order in which they were written. */
  events(caseId: string): Promise<readonly SuspenseEvent[]>;
}

/** Two payments of one subscriber, of one sum for one agreement. */
export interface DoubledPayments {
  readonly first: Payment;
  readonly second: Payment;
}

/** An agreement as the ledger knows it from an order. */
export interface SeenAgreement {
  readonly agreementId: string;
  readonly agreementNumber: string;
  readonly subscriberUid: string;
}

/** What cases are found by, and what is suggested for them. */
export interface SuspenseSearch {
  /** Arrivals since a time that named no order of ours, by id after the given one. */
  unknownOrders(receivedSince: Date, afterId: string | null, limit: number): Promise<readonly InboxEntry[]>;
  /**
   * Payments that the bank confirmed since a time, by id after the given one, each with the nearest one before it that is like
   * it; only those that are not refunded.
   */
  doubled(
    terms: { readonly confirmedSince: Date; readonly withinMs: number },
    afterId: string | null,
    limit: number,
  ): Promise<readonly DoubledPayments[]>;
  /** Those of the given orders that the ledger knows. */
  paymentsOf(orderIds: readonly string[]): Promise<readonly Payment[]>;
  /** Orders of this sum made in [from, to) that ended unpaid. */
  endedUnpaid(
    amountKopecks: Kopecks,
    made: { readonly from: Date; readonly to: Date },
    limit: number,
  ): Promise<readonly Payment[]>;
  /** Agreements in the ledger's orders whose id or number is one of these words. */
  agreementsNamed(words: readonly string[], limit: number): Promise<readonly SeenAgreement[]>;
}
