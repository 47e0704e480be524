import type { Connection } from '../database/connection';
import type { SqlValue } from '../database/sql';
import type { BusinessDay } from '../shared/business-days';

/** An order that the bank is to be asked about. */
export interface OrderToAsk {
  readonly orderId: string;
  /** Ours; null for an order that the ledger does not know. */
  readonly paymentId: string | null;
  /** When the bank told of an order that the ledger does not know. */
  readonly toldAt: Date | null;
  /** Where the asking goes on behind it. */
  readonly cursor: string;
}

interface Search {
  readonly connection: Connection;
  readonly day: BusinessDay;
  readonly terminal: string;
  readonly limit: number;
}

type Group = (search: Search, after: string) => Promise<readonly OrderToAsk[]>;

/** In this order; each orders its own by what the rest of the cursor says. */
const GROUPS: readonly Group[] = [ofTheDay, goneBackOnTheDay, unknownToTheLedger];

/**
 * The next orders of a day and terminal, in a fixed order: payments accounted on the day, unpaid ones included, since a word of
 * the bank may have been lost; payments of other days that went back on it; orders that the bank told of on the day and the
 * ledger does not know.
 * @param cursor of the last order that was asked about; null begins
 * @returns none when all were
 */
export async function ordersToAsk(search: Search, cursor: string | null): Promise<readonly OrderToAsk[]> {
  const [first, after] = cursor === null ? [0, ''] : placeOf(cursor);
  for (let group = first; group < GROUPS.length; group += 1) {
    const orders = await GROUPS[group]?.(search, group === first ? after : '');
    if (orders && orders.length > 0) return orders;
  }
  return [];
}

function placeOf(cursor: string): [number, string] {
  return [Number(cursor.slice(0, 1)), cursor.slice(2)];
}

async function ofTheDay(search: Search, after: string): Promise<readonly OrderToAsk[]> {
  const { connection, day, terminal, limit } = search;
  const [from = day.from.toISOString(), afterId = ''] = after === '' ? [] : after.split(' ');
  const at = new Date(from);
  const rows = await connection.rows<{ id: string; order_id: string; accounted_at: Date }>(
    `SELECT id, order_id, accounted_at FROM payments FORCE INDEX (payments_accounted)
      WHERE accounted_at >= ? AND accounted_at < ? AND (accounted_at > ? OR id > ?) AND terminal = ?
      ORDER BY accounted_at, id LIMIT ?`,
    [at, day.to, at, afterId, terminal, limit],
  );
  return rows.map((row) => ({
    orderId: row.order_id,
    paymentId: row.id,
    toldAt: null,
    cursor: `0 ${row.accounted_at.toISOString()} ${row.id}`,
  }));
}

async function goneBackOnTheDay(search: Search, after: string): Promise<readonly OrderToAsk[]> {
  const { connection, day, terminal, limit } = search;
  const values: SqlValue[] = [day.from, day.to, after, terminal, day.from, day.to, limit];
  const rows = await connection.rows<{ id: string; order_id: string }>(
    `SELECT DISTINCT p.id, p.order_id FROM payment_events e JOIN payments p ON p.id = e.payment_id
      WHERE e.at >= ? AND e.at < ? AND e.to_status = 'refunded' AND e.payment_id > ? AND p.terminal = ?
        AND NOT (p.accounted_at >= ? AND p.accounted_at < ?)
      ORDER BY p.id LIMIT ?`,
    values,
  );
  return rows.map(({ id, order_id: orderId }) => ({
    orderId,
    paymentId: id,
    toldAt: null,
    cursor: `1 ${id}`,
  }));
}

/** Only the terminal of the service itself is told of, and only to it are these orders put. */
async function unknownToTheLedger(search: Search, after: string): Promise<readonly OrderToAsk[]> {
  const { connection, day, limit } = search;
  const rows = await connection.rows<{ order_id: string; told_at: Date }>(
    `SELECT n.order_id, MIN(n.received_at) AS told_at FROM notifications n
      WHERE n.outcome = 'unknown_order' AND n.received_at >= ? AND n.received_at < ? AND n.order_id > ?
        AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.order_id = n.order_id)
      GROUP BY n.order_id ORDER BY n.order_id LIMIT ?`,
    [day.from, day.to, after, limit],
  );
  return rows.map(({ order_id: orderId, told_at: toldAt }) => ({
    orderId,
    paymentId: null,
    toldAt,
    cursor: `2 ${orderId}`,
  }));
}
