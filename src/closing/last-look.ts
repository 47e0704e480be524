import type { Connection } from '../database/connection';
import type { BusinessDay } from '../shared/business-days';

/** A payment of the day was changed while its rows were frozen. */
export class DayChanged extends Error {
  constructor() {
    super('A payment of the day has changed meanwhile');
    this.name = 'DayChanged';
  }
}

/** How many payments and postings there are, and how often they were changed: another text after every change. */
const STATE = `SELECT CONCAT_WS(' ', COUNT(DISTINCT p.id), COALESCE(SUM(p.version), 0), COUNT(q.id), COALESCE(SUM(q.version), 0))
    AS state
  FROM payments p LEFT JOIN postings q ON q.payment_id = p.id
  WHERE p.accounted_at >= ? AND p.accounted_at < ?`;

/** What the transaction sees of a day's payments. */
export async function stateOf(connection: Connection, { from, to }: BusinessDay): Promise<string> {
  const [row] = await connection.rows<{ state: string }>(STATE, [from, to]);
  return row?.state ?? '';
}

/**
 * Waits for whoever is changing a payment of the day, holds the others back until this transaction ends, and finds out whether
 * what was seen is still so.
 * @throws DayChanged
 */
export async function assertStill(connection: Connection, day: BusinessDay, seen: string): Promise<void> {
  const [row] = await connection.rows<{ state: string }>(`${STATE} LOCK IN SHARE MODE`, [day.from, day.to]);
  if (row?.state !== seen) throw new DayChanged();
}

/**
 * What is told of after the moment of a seal is a change to a closed day, so nothing of it may be in its rows: a clock that is
 * ahead may have written it.
 * @throws DayChanged
 */
export async function assertNothingSince(
  connection: Connection,
  day: BusinessDay,
  moment: Date,
): Promise<void> {
  const rows = await connection.rows(
    `SELECT 1 FROM payment_events e JOIN payments p ON p.id = e.payment_id
      WHERE e.at >= ? AND p.accounted_at >= ? AND p.accounted_at < ? LIMIT 1`,
    [moment, day.from, day.to],
  );
  if (rows.length > 0) throw new DayChanged();
}
