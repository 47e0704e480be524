import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from 'mysql2/promise';
import { connectTo, rowsOf, type Order } from './evidence';
import type { Scene } from './scene';

const LOOK_EVERY_MS = 500;

/** What is still under way; empty when the ledger is at rest. */
async function underWay(connection: Connection, scene: Scene): Promise<string[]> {
  const count = async (what: string, sql: string): Promise<string[]> => {
    const [row] = await rowsOf<{ n: string }>(connection, sql);
    return Number(row?.n) > 0 ? [`${Number(row?.n)} ${what}`] : [];
  };
  const rows = [
    ...(await count('postings', "SELECT COUNT(*) AS n FROM postings WHERE state IN ('due', 'in_progress')")),
    ...(await count(
      'orders in the making',
      "SELECT COUNT(*) AS n FROM payments WHERE status IN ('created', 'authorized', 'confirmed')" +
        " AND id NOT IN (SELECT payment_id FROM postings WHERE state = 'parked')",
    )),
    ...(await count(
      'notifications not applied',
      'SELECT COUNT(*) AS n FROM notifications WHERE processed_at IS NULL',
    )),
  ];
  if (rows.length > 0) return rows;
  // The ledger is quiet: is there anything at the bank that it has yet to hear of?
  const orders = (await scene.bank.orders()) as readonly Order[];
  const states = await rowsOf<{ order_id: string; status: string }>(
    connection,
    'SELECT order_id, status FROM payments',
  );
  const stateOf = new Map(states.map(({ order_id, status }) => [order_id, status]));
  const isNews = ({ orderId, status }: Order): boolean => {
    const known = stateOf.get(orderId) ?? '';
    if (status === 'CONFIRMED') return known === 'awaiting_payer';
    if (status === 'REFUNDED') return known !== 'refunded';
    return status === 'CANCELED' && known === 'awaiting_payer';
  };
  const news = orders.filter(isNews).length;
  const onTheWay = orders.filter(({ deliveries }) => deliveries.some(({ delivered }) => !delivered)).length;
  return [
    ...(news > 0 ? [`${news} orders of which the bank knows more`] : []),
    ...(onTheWay > 0 ? [`${onTheWay} orders with notifications on their way`] : []),
  ];
}

/** Waits until nothing is under way; answers what still is at the deadline. */
export async function untilAtRest(scene: Scene, deadline: number): Promise<readonly string[]> {
  const connection = await connectTo(scene.database.url);
  try {
    for (;;) {
      const left = await underWay(connection, scene);
      if (left.length === 0 || Date.now() > deadline) return left;
      await pause(LOOK_EVERY_MS);
    }
  } finally {
    await connection.end();
  }
}
