import { kopecks } from '../../shared/money';
import type { IdempotencyRecord, StoredResponse } from '../idempotency';
import type { InboxEntry } from '../inbox-entry';
import {
  DuplicateRow,
  LedgerStore,
  StaleRow,
  type EventRows,
  type IdempotencyRows,
  type InboxRows,
  type LeaseRequest,
  type LedgerUnit,
  type PaymentRows,
  type PostingRows,
  type UnpostedMoney,
} from '../ledger-store.port';
import type { Payment } from '../payment';
import type { PaymentEvent } from '../payment-event';
import { isSettled, type LeasedPosting, type Posting } from '../posting';
import { isOpen } from '../transitions';

const TRIES_MAX = 8;

/** Rows are immutable, so a copy of the maps is a copy of the store. */
class Tables {
  constructor(
    readonly payments = new Map<string, Payment>(),
    readonly events = new Map<string, PaymentEvent>(),
    readonly postings = new Map<string, Posting>(),
    readonly inbox = new Map<string, InboxEntry>(),
    readonly keys = new Map<string, IdempotencyRecord>(),
  ) {}

  copy(): Tables {
    return new Tables(
      new Map(this.payments),
      new Map(this.events),
      new Map(this.postings),
      new Map(this.inbox),
      new Map(this.keys),
    );
  }
}

function insertNew<T extends { readonly id: string }>(
  rows: Map<string, T>,
  row: T,
  isTaken: (other: T) => boolean,
): void {
  if (rows.has(row.id) || [...rows.values()].some(isTaken)) throw new DuplicateRow(row.id);
  rows.set(row.id, row);
}

function replaceVersioned<T extends { readonly id: string; readonly version: number }>(
  rows: Map<string, T>,
  row: T,
): void {
  if (rows.get(row.id)?.version !== row.version - 1) throw new StaleRow(row.id);
  rows.set(row.id, row);
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
const byTime = (a: Date, b: Date): number => a.getTime() - b.getTime();

class MemoryPaymentRows implements PaymentRows {
  constructor(private readonly rows: Map<string, Payment>) {}

  find(id: string): Promise<Payment | null> {
    return Promise.resolve(this.rows.get(id) ?? null);
  }

  lock(by: { readonly id: string } | { readonly orderId: string }): Promise<Payment | null> {
    if ('id' in by) return this.find(by.id);
    return Promise.resolve([...this.rows.values()].find((payment) => payment.orderId === by.orderId) ?? null);
  }

  async insert(payment: Payment): Promise<void> {
    insertNew(this.rows, payment, (other) => other.orderId === payment.orderId);
    return Promise.resolve();
  }

  async update(payment: Payment): Promise<void> {
    replaceVersioned(this.rows, payment);
    return Promise.resolve();
  }

  dueForAsking(now: Date, limit: number): Promise<readonly Payment[]> {
    const due = [...this.rows.values()].flatMap((row) =>
      row.nextAskAt !== null && row.nextAskAt <= now ? [{ row, at: row.nextAskAt }] : [],
    );
    return Promise.resolve(
      due
        .sort((a, b) => byTime(a.at, b.at))
        .slice(0, limit)
        .map(({ row }) => row),
    );
  }

  claimAsk(payment: Payment, nextAskAt: Date): Promise<boolean> {
    const row = this.rows.get(payment.id);
    if (row?.nextAskAt?.getTime() !== payment.nextAskAt?.getTime() || !row?.nextAskAt)
      return Promise.resolve(false);
    this.rows.set(row.id, { ...row, nextAskAt, askAttempts: row.askAttempts + 1 });
    return Promise.resolve(true);
  }

  countFlagged(): Promise<number> {
    return Promise.resolve([...this.rows.values()].filter((row) => row.flag !== null).length);
  }

  countOpen(): Promise<number> {
    return Promise.resolve([...this.rows.values()].filter((row) => isOpen(row.status)).length);
  }
}

class MemoryEventRows implements EventRows {
  constructor(private readonly rows: Map<string, PaymentEvent>) {}

  async append(event: PaymentEvent): Promise<void> {
    insertNew(this.rows, event, () => false);
    return Promise.resolve();
  }

  ofPayment(paymentId: string): Promise<readonly PaymentEvent[]> {
    return Promise.resolve(
      [...this.rows.values()].filter((event) => event.paymentId === paymentId).sort(byId),
    );
  }
}

class MemoryPostingRows implements PostingRows {
  constructor(private readonly rows: Map<string, Posting>) {}

  find(id: string): Promise<Posting | null> {
    return Promise.resolve(this.rows.get(id) ?? null);
  }

  lock(id: string): Promise<Posting | null> {
    return this.find(id);
  }

  ofPayment(paymentId: string): Promise<readonly Posting[]> {
    const rows = [...this.rows.values()].filter((posting) => posting.paymentId === paymentId);
    return Promise.resolve(rows.sort((a, b) => a.sequence - b.sequence));
  }

  lockOfPayment(paymentId: string): Promise<readonly Posting[]> {
    return this.ofPayment(paymentId);
  }

  async insert(posting: Posting): Promise<void> {
    insertNew(
      this.rows,
      posting,
      (other) =>
        other.receipt === posting.receipt ||
        (other.paymentId === posting.paymentId && other.sequence === posting.sequence),
    );
    return Promise.resolve();
  }

  async update(posting: Posting): Promise<void> {
    replaceVersioned(this.rows, posting);
    return Promise.resolve();
  }

  lease({ owner, until, now }: LeaseRequest, limit: number): Promise<readonly LeasedPosting[]> {
    const rows = [...this.rows.values()];
    const isReady = (row: Posting): boolean =>
      (row.state === 'due' && row.nextAttemptAt <= now) ||
      (row.state === 'in_progress' && row.leaseUntil !== null && row.leaseUntil <= now);
    const isBlocked = (row: Posting): boolean =>
      rows.some(
        (other) => other.paymentId === row.paymentId && other.sequence < row.sequence && !isSettled(other),
      );
    const ready = rows
      .filter((row) => isReady(row) && !isBlocked(row))
      .sort((a, b) => byTime(a.nextAttemptAt, b.nextAttemptAt) || byId(a, b))
      .slice(0, limit);
    return Promise.resolve(
      ready.map((row) => {
        const posting: Posting = {
          ...row,
          state: 'in_progress',
          mustAsk: true,
          attempts: row.attempts + 1,
          leaseOwner: owner,
          leaseUntil: until,
          version: row.version + 1,
        };
        this.rows.set(row.id, posting);
        return { posting, askFirst: row.mustAsk };
      }),
    );
  }

  parked(afterId: string | null, limit: number): Promise<readonly Posting[]> {
    const rows = [...this.rows.values()].filter((row) => row.state === 'parked' && row.id > (afterId ?? ''));
    return Promise.resolve(rows.sort(byId).slice(0, limit));
  }

  countParked(): Promise<number> {
    return Promise.resolve([...this.rows.values()].filter((row) => row.state === 'parked').length);
  }

  unpostedMoney(): Promise<UnpostedMoney> {
    const open = [...this.rows.values()].filter((row) => row.kind === 'credit' && !isSettled(row));
    const sum = open.reduce((total, row) => total + row.amountKopecks, 0);
    const oldestSince = open.map((row) => row.createdAt).sort(byTime)[0] ?? null;
    return Promise.resolve({ kopecks: kopecks(sum), oldestSince });
  }
}

class MemoryInboxRows implements InboxRows {
  constructor(private readonly rows: Map<string, InboxEntry>) {}

  async insert(entry: InboxEntry): Promise<void> {
    insertNew(this.rows, entry, () => false);
    return Promise.resolve();
  }

  update(entry: InboxEntry): Promise<void> {
    const row = this.rows.get(entry.id);
    if (row) {
      const { outcome, reason, processedAt } = entry;
      this.rows.set(row.id, { ...row, outcome, reason, processedAt });
    }
    return Promise.resolve();
  }

  find(id: string): Promise<InboxEntry | null> {
    return Promise.resolve(this.rows.get(id) ?? null);
  }

  lock(id: string): Promise<InboxEntry | null> {
    return this.find(id);
  }

  hasContent(contentHash: string): Promise<boolean> {
    return Promise.resolve([...this.rows.values()].some((row) => row.contentHash === contentHash));
  }

  unapplied(before: Date, limit: number): Promise<readonly InboxEntry[]> {
    const rows = [...this.rows.values()].filter(
      (row) => row.processedAt === null && row.receivedAt <= before,
    );
    return Promise.resolve(rows.sort((a, b) => byTime(a.receivedAt, b.receivedAt)).slice(0, limit));
  }
}

class MemoryIdempotencyRows implements IdempotencyRows {
  constructor(private readonly rows: Map<string, IdempotencyRecord>) {}

  find(caller: string, key: string): Promise<IdempotencyRecord | null> {
    return Promise.resolve(this.rows.get(JSON.stringify([caller, key])) ?? null);
  }

  lock(caller: string, key: string): Promise<IdempotencyRecord | null> {
    return this.find(caller, key);
  }

  async insert(record: IdempotencyRecord): Promise<void> {
    const place = JSON.stringify([record.caller, record.key]);
    if (this.rows.has(place)) throw new DuplicateRow(`idempotency key of ${record.caller}`);
    this.rows.set(place, record);
    return Promise.resolve();
  }

  remove(caller: string, key: string): Promise<void> {
    this.rows.delete(JSON.stringify([caller, key]));
    return Promise.resolve();
  }

  complete(paymentId: string, response: StoredResponse): Promise<void> {
    for (const [place, record] of this.rows) {
      if (record.paymentId === paymentId) this.rows.set(place, { ...record, response });
    }
    return Promise.resolve();
  }
}

function unitOn(tables: Tables): LedgerUnit {
  return {
    payments: new MemoryPaymentRows(tables.payments),
    events: new MemoryEventRows(tables.events),
    postings: new MemoryPostingRows(tables.postings),
    inbox: new MemoryInboxRows(tables.inbox),
    idempotencyKeys: new MemoryIdempotencyRows(tables.keys),
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
