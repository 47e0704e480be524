import type { RefundLine } from '../books/seal-content';
import { integerOf } from '../database/rows';
import type { SqlUnits } from '../database/sql-units';
import type { BusinessDay, BusinessDays } from '../shared/business-days';
import { kopecks } from '../shared/money';

interface Row {
  id: string;
  order_id: string;
  acquirer_payment_id: string | null;
  terminal: string;
  method: string;
  operator_name: string | null;
  amount_kopecks: string;
  accounted_at: Date;
  refunded_at: Date;
  reversal_record_id: string | null;
}

const CHUNK = 1_000;
/** A payment is written a moment before the line of its history that tells of it. */
const MOMENT_MS = 3_600_000;

const REFUNDS = `SELECT p.id, p.order_id, p.acquirer_payment_id, p.terminal, p.method, p.operator_name, p.amount_kopecks,
    p.accounted_at, e.at AS refunded_at,
    (SELECT r.record_id FROM postings r WHERE r.payment_id = p.id AND r.kind = 'reversal' AND r.state = 'posted'
      ORDER BY r.sequence DESC LIMIT 1) AS reversal_record_id
  FROM payments p JOIN payment_events e ON e.payment_id = p.id AND e.to_status = 'refunded'
  WHERE p.status = 'refunded' AND p.updated_at >= ? AND e.at >= ? AND e.at < ? AND p.id > ?
  ORDER BY p.id LIMIT ?`;

/** The full refunds that the ledger learned on a day, of whatever day their payments are, by payment. */
export async function* refundsOfDay(
  units: SqlUnits,
  { from, to }: BusinessDay,
  days: BusinessDays,
): AsyncGenerator<readonly RefundLine[]> {
  const touched = new Date(from.getTime() - MOMENT_MS);
  for (let after = ''; ;) {
    const place = after;
    const rows = await units.alone((connection) =>
      connection.rows<Row>(REFUNDS, [touched, from, to, place, CHUNK]),
    );
    if (rows.length > 0) yield rows.map((row) => toRefund(row, days));
    if (rows.length < CHUNK) return;
    after = rows.at(-1)?.id ?? after;
  }
}

function toRefund(row: Row, days: BusinessDays): RefundLine {
  return {
    paymentId: row.id,
    orderId: row.order_id,
    acquirerPaymentId: row.acquirer_payment_id,
    terminal: row.terminal,
    channel: row.method,
    operatorName: row.operator_name,
    amountKopecks: kopecks(integerOf(row.amount_kopecks)),
    paymentDay: days.nameOf(row.accounted_at),
    refundedAt: row.refunded_at,
    reversalRecordId: row.reversal_record_id,
  };
}
