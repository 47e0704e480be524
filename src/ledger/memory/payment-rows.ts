import type { PaymentRows } from '../ledger-store.port';
import type { Payment } from '../payment';
import { isOpen, ON_ITS_WAY } from '../transitions';
import { byId, byTime, insertNew, replaceVersioned } from './tables';

export class MemoryPaymentRows implements PaymentRows {
  constructor(private readonly rows: Map<string, Payment>) {}

  find(id: string): Promise<Payment | null> {
    return Promise.resolve(this.rows.get(id) ?? null);
  }

  findMany(ids: readonly string[]): Promise<readonly Payment[]> {
    return Promise.resolve([...this.rows.values()].filter(({ id }) => ids.includes(id)).sort(byId));
  }

  onTheirWay(
    subscriberUid: string,
    agreementId: string,
    madeSince: Date,
    limit: number,
  ): Promise<readonly Payment[]> {
    const rows = [...this.rows.values()].filter(
      (row) =>
        row.agreementId === agreementId &&
        row.subscriberUid === subscriberUid &&
        row.createdAt >= madeSince &&
        ON_ITS_WAY.includes(row.status),
    );
    return Promise.resolve(rows.sort(byId).reverse().slice(0, limit));
  }

  newest(): Promise<Payment | null> {
    return Promise.resolve([...this.rows.values()].sort(byId).at(-1) ?? null);
  }

  mayHaveMoved(afterId: string | null, madeSince: Date, limit: number): Promise<readonly Payment[]> {
    const rows = [...this.rows.values()].filter(
      ({ id, status, createdAt }) =>
        id > (afterId ?? '') && (isOpen(status) || (status !== 'refunded' && createdAt >= madeSince)),
    );
    return Promise.resolve(rows.sort(byId).slice(0, limit));
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
