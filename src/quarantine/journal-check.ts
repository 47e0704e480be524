import type { Journal, JournalEntry, JournalOrder } from '../ledger/journal.port';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { Posting } from '../ledger/posting';
import { lacksAcceptance } from '../ledger/restored-orders';

type KnownEntry = Exclude<JournalEntry, { kind: 'unreadable' }>;

/** What the journal that this replica reads knows and the ledger does not. */
export interface JournalFindings {
  readonly entries: number;
  /** Where lines stand that cannot be read. */
  readonly unreadable: readonly string[];
  readonly orders: readonly JournalOrder[];
  /** Receipts. */
  readonly postings: readonly string[];
  /** The time of the oldest entry that is ahead of the ledger. */
  readonly since: Date | null;
  /** The ledger has forgotten a sign of life that it had taken. */
  readonly isMarkForgotten: boolean;
}

const CHUNK = 200;

/** Holds the ledger against the journal. An entry was written after its transaction: what it names, the ledger once had. */
export class JournalCheck {
  constructor(
    private readonly store: LedgerStore,
    private readonly journal: Journal,
  ) {}

  async findings(): Promise<JournalFindings> {
    const ahead = new Ahead(await this.store.read((unit) => unit.quarantines.lastEndedAt()));
    const unreadable: string[] = [];
    let entries = 0;
    let chunk: KnownEntry[] = [];
    for await (const entry of this.journal.entries()) {
      if (entry.kind === 'unreadable') {
        unreadable.push(entry.where);
        continue;
      }
      entries += 1;
      chunk.push(entry);
      if (chunk.length < CHUNK) continue;
      await ahead.take(this.store, chunk);
      chunk = [];
    }
    await ahead.take(this.store, chunk);
    return { entries, unreadable, ...ahead.found(), isMarkForgotten: await this.isMarkForgotten() };
  }

  private async isMarkForgotten(): Promise<boolean> {
    const mark = await this.journal.lastMark();
    if (!mark) return false;
    const kept = await this.store.read((unit) => unit.heartbeats.find(mark.name));
    return !kept || kept.at < mark.at;
  }
}

/** The entries that are ahead of the ledger. */
class Ahead {
  private readonly orders = new Map<string, JournalOrder>();
  private readonly postings = new Set<string>();
  private since: Date | null = null;

  /** Postings up to the end of the last quarantine were proven by it, whatever became of them. */
  constructor(private readonly provenUntil: Date | null) {}

  async take(store: LedgerStore, entries: readonly KnownEntry[]): Promise<void> {
    const posted = entries.flatMap((entry) => (entry.kind === 'posted' ? [entry.posting.receipt] : []));
    const [payments, postings] = await store.read(async (unit) => [
      await unit.payments.findMany([...new Set(entries.map(({ order }) => order.id))]),
      await unit.postings.findByReceipts(posted),
    ]);
    const known = new Map(payments.map((payment) => [payment.id, payment]));
    // What was posted once and is sent again since keeps the time of the first.
    const isKnown = ({ state, postedAt }: Posting): boolean => state === 'posted' || postedAt !== null;
    const settled = new Set(postings.filter(isKnown).map(({ receipt }) => receipt));
    for (const entry of entries) {
      const payment = known.get(entry.order.id);
      const isOrderAhead = !payment || lacksAcceptance(payment, entry.order);
      if (isOrderAhead && !this.orders.get(entry.order.id)?.paymentUrl) {
        this.orders.set(entry.order.id, entry.order);
      }
      const isPostingAhead =
        entry.kind === 'posted' &&
        !settled.has(entry.posting.receipt) &&
        (this.provenUntil === null || entry.at > this.provenUntil);
      if (isPostingAhead) this.postings.add(entry.posting.receipt);
      if ((isOrderAhead || isPostingAhead) && !(this.since && this.since <= entry.at)) this.since = entry.at;
    }
  }

  found(): Pick<JournalFindings, 'orders' | 'postings' | 'since'> {
    return { orders: [...this.orders.values()], postings: [...this.postings], since: this.since };
  }
}
