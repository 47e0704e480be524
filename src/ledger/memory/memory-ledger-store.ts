import { LedgerStore, StaleRow, type LedgerUnit } from '../ledger-store.port';
import { MemoryEventRows } from './event-rows';
import { MemoryHeartbeatRows } from './heartbeat-rows';
import { MemoryIdempotencyRows } from './idempotency-rows';
import { MemoryInboxRows } from './inbox-rows';
import { MemoryPaymentRows } from './payment-rows';
import { MemoryPostingRows } from './posting-rows';
import { MemoryQuarantineRows } from './quarantine-rows';
import { MemoryReadBackRows } from './read-back-rows';
import { MemorySuspenseRows } from './suspense-rows';
import { MemorySuspenseSearch } from './suspense-search';
import { Tables } from './tables';

const TRIES_MAX = 8;

function unitOn(tables: Tables): LedgerUnit {
  return {
    payments: new MemoryPaymentRows(tables.payments),
    events: new MemoryEventRows(tables.events),
    postings: new MemoryPostingRows(tables),
    readBack: new MemoryReadBackRows(tables.postings, tables.payments),
    inbox: new MemoryInboxRows(tables.inbox),
    idempotencyKeys: new MemoryIdempotencyRows(tables.keys),
    quarantines: new MemoryQuarantineRows(tables.quarantines),
    heartbeats: new MemoryHeartbeatRows(tables.heartbeats),
    suspense: new MemorySuspenseRows(tables),
    suspenseSearch: new MemorySuspenseSearch(tables),
  };
}

/**
 * The ledger's rows in memory, for simulation and unit tests: units of work run one after another on a copy that takes the
 * store's place when they succeed.
 */
export class MemoryLedgerStore extends LedgerStore {
  private tables = new Tables();
  private last: Promise<unknown> = Promise.resolve();

  unitOfWork<T>(work: (unit: LedgerUnit) => Promise<T>): Promise<T> {
    const turn = this.last.then(() => this.run(work));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** The rows as they stand committed. They are never changed, so they may be kept and put back. */
  snapshot(): Tables {
    return this.tables;
  }

  /** Puts rows back as they were, as a restored backup does. */
  restore(tables: Tables): void {
    this.tables = tables;
  }

  read<T>(work: (unit: LedgerUnit) => Promise<T>): Promise<T> {
    return work(unitOn(this.tables));
  }

  private async run<T>(work: (unit: LedgerUnit) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const copy = this.tables.copy();
      try {
        const value = await work(unitOn(copy));
        this.tables = copy;
        return value;
      } catch (error) {
        if (!(error instanceof StaleRow) || attempt >= TRIES_MAX) throw error;
      }
    }
  }
}
