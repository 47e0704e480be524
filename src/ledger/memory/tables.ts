import type { IdempotencyRecord } from '../idempotency';
import type { InboxEntry } from '../inbox-entry';
import { DuplicateRow, StaleRow } from '../ledger-store.port';
import type { Payment } from '../payment';
import type { PaymentEvent } from '../payment-event';
import type { Posting } from '../posting';
import type { Beat, Quarantine } from '../quarantine';
import type { SuspenseCase, SuspenseEvent } from '../suspense-case';

/** Rows are immutable, so a copy of the maps is a copy of the store. */
export class Tables {
  constructor(
    readonly payments = new Map<string, Payment>(),
    readonly events = new Map<string, PaymentEvent>(),
    readonly postings = new Map<string, Posting>(),
    readonly inbox = new Map<string, InboxEntry>(),
    readonly keys = new Map<string, IdempotencyRecord>(),
    readonly quarantines = new Map<string, Quarantine>(),
    readonly heartbeats = new Map<string, Beat>(),
    readonly suspense = new Map<string, SuspenseCase>(),
    readonly suspenseEvents = new Map<string, SuspenseEvent>(),
  ) {}

  copy(): Tables {
    return new Tables(
      new Map(this.payments),
      new Map(this.events),
      new Map(this.postings),
      new Map(this.inbox),
      new Map(this.keys),
      new Map(this.quarantines),
      new Map(this.heartbeats),
      new Map(this.suspense),
      new Map(this.suspenseEvents),
    );
  }
}

export function insertNew<T extends { readonly id: string }>(
  rows: Map<string, T>,
  row: T,
  isTaken: (other: T) => boolean,
): void {
  if (rows.has(row.id) || [...rows.values()].some(isTaken)) throw new DuplicateRow(row.id);
  rows.set(row.id, row);
}

export function replaceVersioned<T extends { readonly id: string; readonly version: number }>(
  rows: Map<string, T>,
  row: T,
): void {
  if (rows.get(row.id)?.version !== row.version - 1) throw new StaleRow(row.id);
  rows.set(row.id, row);
}

export const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
export const byTime = (a: Date, b: Date): number => a.getTime() - b.getTime();
