import { kopecks } from '../../shared/money';
import type { LeaseRequest, PostingRows, UnpostedMoney } from '../ledger-store.port';
import { isSettled, type LeasedPosting, type Posting } from '../posting';
import type { Beat } from '../quarantine';
import { byId, byTime, insertNew, replaceVersioned, type Tables } from './tables';

export class MemoryPostingRows implements PostingRows {
  private readonly rows: Map<string, Posting>;

  constructor(private readonly tables: Pick<Tables, 'postings' | 'quarantines' | 'heartbeats'>) {
    this.rows = tables.postings;
  }

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
    const { readBackAt = null, readBackFinding = null } = this.rows.get(posting.id) ?? {};
    replaceVersioned(this.rows, { ...posting, readBackAt, readBackFinding });
    return Promise.resolve();
  }

  lease({ owner, until, now, beat }: LeaseRequest, limit: number): Promise<readonly LeasedPosting[]> {
    if (this.isHeld(beat ?? null)) return Promise.resolve([]);
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

  private isHeld(beat: Beat | null): boolean {
    if ([...this.tables.quarantines.values()].some(({ endedAt }) => endedAt === null)) return true;
    const kept = beat && this.tables.heartbeats.get(beat.name);
    return beat !== null && (!kept || kept.at < beat.at);
  }

  doubtUnsettled(now: Date, notBefore: Date): Promise<number> {
    const doubted = [...this.rows.values()].filter(({ state }) => state === 'due' || state === 'parked');
    for (const row of doubted) {
      const nextAttemptAt = row.nextAttemptAt > notBefore ? row.nextAttemptAt : notBefore;
      const due = row.state === 'due' ? { nextAttemptAt, dueSince: now, attempts: 0 } : {};
      this.rows.set(row.id, { ...row, ...due, mustAsk: true, version: row.version + 1 });
    }
    return Promise.resolve(doubted.length);
  }

  findByReceipts(receipts: readonly string[]): Promise<readonly Posting[]> {
    return Promise.resolve([...this.rows.values()].filter(({ receipt }) => receipts.includes(receipt)));
  }

  postedCredits(afterId: string | null, postedSince: Date, limit: number): Promise<readonly Posting[]> {
    const rows = [...this.rows.values()].filter(
      ({ id, kind, state, postedAt }) =>
        kind === 'credit' &&
        state === 'posted' &&
        postedAt !== null &&
        postedAt >= postedSince &&
        id > (afterId ?? ''),
    );
    return Promise.resolve(rows.sort(byId).slice(0, limit));
  }

  parked(afterId: string | null, limit: number): Promise<readonly Posting[]> {
    const rows = [...this.rows.values()].filter((row) => row.state === 'parked' && row.id > (afterId ?? ''));
    return Promise.resolve(rows.sort(byId).slice(0, limit));
  }

  countParked(): Promise<number> {
    return Promise.resolve([...this.rows.values()].filter((row) => row.state === 'parked').length);
  }

  unpostedMoney(): Promise<UnpostedMoney> {
    const rows = [...this.rows.values()];
    const isMovedOn = ({ paymentId, sequence }: Posting): boolean =>
      rows.some(
        (other) => other.paymentId === paymentId && other.kind === 'credit' && other.sequence > sequence,
      );
    const open = rows.filter((row) => row.kind === 'credit' && !isSettled(row) && !isMovedOn(row));
    const sum = open.reduce((total, row) => total + row.amountKopecks, 0);
    const oldestSince = open.map((row) => row.createdAt).sort(byTime)[0] ?? null;
    return Promise.resolve({ kopecks: kopecks(sum), oldestSince });
  }
}
