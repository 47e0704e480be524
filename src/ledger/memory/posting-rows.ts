import { kopecks } from '../../shared/money';
import type { LeaseRequest, PostingRows, UnpostedMoney } from '../ledger-store.port';
import { isSettled, type LeasedPosting, type Posting } from '../posting';
import { byId, byTime, insertNew, replaceVersioned } from './tables';

export class MemoryPostingRows implements PostingRows {
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
