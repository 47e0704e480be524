import { marks } from '../database/rows';
import type { Connection } from '../database/connection';
import type { SqlValue } from '../database/sql';
import type { SqlUnits } from '../database/sql-units';
import type { PaymentLine } from './payment-line';
import { conditionsOf, type PaymentLineFilter } from './payment-line-filter';
import { toLine, type FeeRow, type LineRow } from './payment-line-rows';

/** Large enough that the database's own work outweighs the way to it, small enough to lie in memory many times over. */
const CHUNK = 1_000;

/**
 * Lines of the payments that a select gives. A payment that was credited anew has several credits; the last of them counts,
 * with what undid it.
 */
const linesOf = (
  payments: string,
): string => `SELECT p.id, p.order_id, p.acquirer_payment_id, p.terminal, p.method, p.operator_name,
    p.subscriber_uid, p.agreement_id, p.agreement_number, p.amount_kopecks, p.status, p.last_bank_status, p.flag, p.created_at,
    p.confirmed_at, p.posted_at, c.receipt, c.state AS posting_state, c.record_id, c.poster_id,
    IF(p.status = 'refunded', (SELECT MAX(e.at) FROM payment_events e
      WHERE e.payment_id = p.id AND e.to_status = 'refunded'), NULL) AS refunded_at,
    r.state AS reversal_state, r.record_id AS reversal_record_id
  FROM (${payments}) p
  LEFT JOIN postings c ON c.payment_id = p.id AND c.sequence =
    (SELECT MAX(x.sequence) FROM postings x WHERE x.payment_id = p.id AND x.kind = 'credit')
  LEFT JOIN postings r ON r.payment_id = p.id AND r.sequence =
    (SELECT MAX(y.sequence) FROM postings y WHERE y.payment_id = p.id AND y.kind = 'reversal' AND y.sequence > c.sequence)
  ORDER BY p.accounted_at, p.id`;

const FEES = `SELECT l.acquirer_payment_id, SUM(l.fee_kopecks) AS fee_kopecks, SUM(l.net_kopecks) AS net_kopecks
  FROM registry_lines l JOIN registries g ON g.id = l.registry_id AND g.state = 'read'
  WHERE l.superseded_by IS NULL AND l.operation = 'payment'`;

/** Where reading goes on: behind this line. */
interface Place {
  readonly at: Date;
  readonly id: string;
}

/**
 * The payments accounted from one moment to before another as the ledger and the registries have them now, in chunks, ordered
 * by the moment and the id. Each chunk is read for itself: what changes meanwhile is seen as it is when its turn comes. A
 * payment that is confirmed meanwhile moves to that moment, so a range that ends by now holds no payment twice.
 * @throws OutOfService when the database is away
 */
export async function* livePaymentLines(
  units: SqlUnits,
  range: { readonly from: Date; readonly to: Date },
  filter: PaymentLineFilter = {},
): AsyncGenerator<readonly PaymentLine[]> {
  let place: Place = { at: range.from, id: '' };
  for (;;) {
    const lines = await units.alone((connection) => chunkBehind(connection, place, range.to, filter));
    if (lines.length > 0) yield lines;
    const last = lines.at(-1);
    if (!last || lines.length < CHUNK) return;
    place = { at: last.accountedAt, id: last.paymentId };
  }
}

async function chunkBehind(
  connection: Connection,
  { at, id }: Place,
  to: Date,
  filter: PaymentLineFilter,
): Promise<readonly PaymentLine[]> {
  const conditions: [string, ...SqlValue[]][] = [
    ['accounted_at >= ?', at],
    ['accounted_at < ?', to],
    ['(accounted_at > ? OR id > ?)', at, id],
    ...conditionsOf(filter),
  ];
  // An agreement has few payments, and a key of its own.
  const key = typeof filter.agreementId === 'string' ? '' : 'FORCE INDEX (payments_accounted)';
  const where = conditions.map(([condition]) => condition).join(' AND ');
  const rows = await connection.rows<LineRow>(
    linesOf(`SELECT * FROM payments ${key} WHERE ${where} ORDER BY accounted_at, id LIMIT ?`),
    [...conditions.flatMap(([, ...values]) => values), CHUNK],
  );
  const fees = await feesOf(connection, rows);
  return rows.map((row) => toLine(row, fees.get(row.acquirer_payment_id ?? '')));
}

async function feesOf(connection: Connection, rows: readonly LineRow[]): Promise<Map<string, FeeRow>> {
  const ids = rows.flatMap(({ acquirer_payment_id: id }) => (id === null ? [] : [id]));
  if (ids.length === 0) return new Map();
  const fees = await connection.rows<FeeRow>(
    `${FEES} AND l.acquirer_payment_id IN (${marks(ids)}) GROUP BY l.acquirer_payment_id`,
    ids,
  );
  return new Map(fees.map((fee) => [fee.acquirer_payment_id, fee]));
}
