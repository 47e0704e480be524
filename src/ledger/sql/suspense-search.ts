import type { Kopecks } from '../../shared/money';
import type { InboxEntry } from '../inbox-entry';
import type { Payment } from '../payment';
import type { DoubledPayments, SeenAgreement, SuspenseSearch } from '../suspense-rows.port';
import { marks, type Connection } from './connection';
import { toEntry, type InboxRow } from './inbox-rows';
import { SqlPaymentRows, toPayment, type PaymentRow } from './payment-rows';

const isAscii = (word: string): boolean => /^[\x20-\x7e]+$/.test(word);

export class SqlSuspenseSearch implements SuspenseSearch {
  constructor(private readonly connection: Connection) {}

  async unknownOrders(
    receivedSince: Date,
    afterId: string | null,
    limit: number,
  ): Promise<readonly InboxEntry[]> {
    const rows = await this.connection.rows<InboxRow>(
      `SELECT * FROM notifications WHERE outcome = 'unknown_order' AND id > ? AND received_at >= ?
        ORDER BY id LIMIT ?`,
      [afterId ?? '', receivedSince, limit],
    );
    return rows.map(toEntry);
  }

  async doubled(
    { confirmedSince, withinMs }: { readonly confirmedSince: Date; readonly withinMs: number },
    afterId: string | null,
    limit: number,
  ): Promise<readonly DoubledPayments[]> {
    const pairs = await this.connection.rows<{ first_id: string; second_id: string }>(
      `SELECT b.id AS second_id, (SELECT a.id FROM payments a
          WHERE a.agreement_id = b.agreement_id AND a.subscriber_uid = b.subscriber_uid
            AND a.amount_kopecks = b.amount_kopecks AND a.status IN ('confirmed', 'posted')
            AND (a.confirmed_at < b.confirmed_at OR (a.confirmed_at = b.confirmed_at AND a.id < b.id))
            AND a.confirmed_at >= DATE_SUB(b.confirmed_at, INTERVAL ? MICROSECOND)
          ORDER BY a.confirmed_at DESC, a.id DESC LIMIT 1) AS first_id
        FROM payments b WHERE b.accounted_at >= ? AND b.id > ? AND b.status IN ('confirmed', 'posted')
        HAVING first_id IS NOT NULL ORDER BY second_id LIMIT ?`,
      [withinMs * 1_000, confirmedSince, afterId ?? '', limit],
    );
    const ids = pairs.flatMap((pair) => [pair.first_id, pair.second_id]);
    const payments = await new SqlPaymentRows(this.connection).findMany(ids);
    const byId = new Map(payments.map((payment) => [payment.id, payment]));
    return pairs.flatMap((pair) => {
      const [first, second] = [byId.get(pair.first_id), byId.get(pair.second_id)];
      return first && second ? [{ first, second }] : [];
    });
  }

  async paymentsOf(orderIds: readonly string[]): Promise<readonly Payment[]> {
    const possible = orderIds.filter(isAscii);
    if (possible.length === 0) return [];
    return this.payments(`order_id IN (${marks(possible)}) ORDER BY id`, possible);
  }

  async endedUnpaid(
    amountKopecks: Kopecks,
    { from, to }: { readonly from: Date; readonly to: Date },
    limit: number,
  ): Promise<readonly Payment[]> {
    return this.payments(
      `accounted_at >= ? AND accounted_at < ? AND amount_kopecks = ?
        AND status IN ('rejected', 'expired', 'cancelled') ORDER BY id LIMIT ?`,
      [from, to, amountKopecks, limit],
    );
  }

  async agreementsNamed(words: readonly string[], limit: number): Promise<readonly SeenAgreement[]> {
    if (words.length === 0) return [];
    const ids = words.filter(isAscii);
    const byNumber = `SELECT agreement_id, agreement_number, subscriber_uid FROM payments
      WHERE agreement_number IN (${marks(words)})`;
    const byAgreement = `SELECT agreement_id, agreement_number, subscriber_uid FROM payments
      WHERE agreement_id IN (${marks(ids)})`;
    const text = ids.length > 0 ? `${byNumber} UNION ${byAgreement}` : `${byNumber} GROUP BY 1, 2, 3`;
    const rows = await this.connection.rows<{
      agreement_id: string;
      agreement_number: string;
      subscriber_uid: string;
    }>(`${text} ORDER BY agreement_id LIMIT ?`, [...words, ...ids, limit]);
    return rows.map((row) => ({
      agreementId: row.agreement_id,
      agreementNumber: row.agreement_number,
      subscriberUid: row.subscriber_uid,
    }));
  }

  private async payments(where: string, values: readonly (string | number | Date)[]): Promise<Payment[]> {
    const rows = await this.connection.rows<PaymentRow>(`SELECT * FROM payments WHERE ${where}`, values);
    return rows.map(toPayment);
  }
}
