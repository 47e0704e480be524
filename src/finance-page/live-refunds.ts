import { integerOf } from '../database/rows';
import type { SqlUnits } from '../database/sql-units';
import type { BusinessDay } from '../shared/business-days';
import { kopecks } from '../shared/money';
import type { Refund } from './totals';

const CHUNK = 1_000;
/** A payment is written a moment before the line of its history that tells of it. */
const MOMENT_MS = 3_600_000;

const REFUNDS = `SELECT p.id, p.amount_kopecks, (SELECT MAX(r.record_id) FROM postings r
      WHERE r.payment_id = p.id AND r.kind = 'reversal' AND r.state = 'posted') AS record_id
  FROM payments p JOIN payment_events e ON e.payment_id = p.id AND e.to_status = 'refunded'
  WHERE p.status = 'refunded' AND p.updated_at >= ? AND e.at >= ? AND e.at < ? AND p.id > ?
  ORDER BY p.id LIMIT ?`;

/** The full refunds that the ledger has learned on a day by now, of whatever day their payments are. */
export async function* liveRefunds(
  units: SqlUnits,
  { from, to }: BusinessDay,
): AsyncGenerator<readonly Refund[]> {
  const touched = new Date(from.getTime() - MOMENT_MS);
  for (let after = ''; ;) {
    const place = after;
    const rows = await units.alone((connection) =>
      connection.rows<{ id: string; amount_kopecks: string; record_id: string | null }>(REFUNDS, [
        touched,
        from,
        to,
        place,
        CHUNK,
      ]),
    );
    if (rows.length > 0) yield rows.map(refundOf);
    if (rows.length < CHUNK) return;
    after = rows.at(-1)?.id ?? after;
  }
}

const refundOf = (row: { amount_kopecks: string; record_id: string | null }): Refund => ({
  amountKopecks: kopecks(integerOf(row.amount_kopecks)),
  reversalRecordId: row.record_id,
});
