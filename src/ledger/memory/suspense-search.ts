import type { Kopecks } from '../../shared/money';
import type { InboxEntry } from '../inbox-entry';
import type { Payment } from '../payment';
import type { DoubledPayments, SeenAgreement, SuspenseSearch } from '../suspense-rows.port';
import { isEndedUnpaid } from '../transitions';
import { byId, type Tables } from './tables';

export class MemorySuspenseSearch implements SuspenseSearch {
  constructor(private readonly tables: Pick<Tables, 'payments' | 'inbox'>) {}

  unknownOrders(receivedSince: Date, afterId: string | null, limit: number): Promise<readonly InboxEntry[]> {
    const rows = [...this.tables.inbox.values()].filter(
      ({ id, outcome, receivedAt }) =>
        outcome === 'unknown_order' && receivedAt >= receivedSince && id > (afterId ?? ''),
    );
    return Promise.resolve(rows.sort(byId).slice(0, limit));
  }

  doubled(
    { confirmedSince, withinMs }: { readonly confirmedSince: Date; readonly withinMs: number },
    afterId: string | null,
    limit: number,
  ): Promise<readonly DoubledPayments[]> {
    const paid = this.payments
      .flatMap((row) => (isStanding(row) && row.confirmedAt ? [{ row, at: row.confirmedAt.getTime() }] : []))
      .sort((a, b) => a.at - b.at || byId(a.row, b.row));
    const pairs = paid.flatMap((second, index) => {
      if (second.at < confirmedSince.getTime()) return [];
      const first = paid
        .slice(0, index)
        .findLast(({ row, at }) => isAlike(row, second.row) && second.at - at <= withinMs);
      return first ? [{ first: first.row, second: second.row }] : [];
    });
    const after = pairs.filter(({ second }) => second.id > (afterId ?? ''));
    return Promise.resolve(after.sort((a, b) => byId(a.second, b.second)).slice(0, limit));
  }

  paymentsOf(orderIds: readonly string[]): Promise<readonly Payment[]> {
    return Promise.resolve(this.payments.filter(({ orderId }) => orderIds.includes(orderId)).sort(byId));
  }

  endedUnpaid(
    amountKopecks: Kopecks,
    { from, to }: { readonly from: Date; readonly to: Date },
    limit: number,
  ): Promise<readonly Payment[]> {
    const rows = this.payments.filter(
      (row) =>
        row.amountKopecks === amountKopecks &&
        isEndedUnpaid(row.status) &&
        row.createdAt >= from &&
        row.createdAt < to,
    );
    return Promise.resolve(rows.sort(byId).slice(0, limit));
  }

  agreementsNamed(words: readonly string[], limit: number): Promise<readonly SeenAgreement[]> {
    const seen = new Map<string, SeenAgreement>();
    for (const { agreementId, agreementNumber, subscriberUid } of this.payments.sort(byId)) {
      if (!words.includes(agreementId) && !words.includes(agreementNumber)) continue;
      const agreement = { agreementId, agreementNumber, subscriberUid };
      seen.set(JSON.stringify(agreement), agreement);
    }
    return Promise.resolve(
      [...seen.values()].sort((a, b) => (a.agreementId < b.agreementId ? -1 : 1)).slice(0, limit),
    );
  }

  private get payments(): Payment[] {
    return [...this.tables.payments.values()];
  }
}

function isStanding({ status }: Payment): boolean {
  return status === 'confirmed' || status === 'posted';
}

function isAlike(a: Payment, b: Payment): boolean {
  return (
    a.subscriberUid === b.subscriberUid &&
    a.agreementId === b.agreementId &&
    a.amountKopecks === b.amountKopecks
  );
}
