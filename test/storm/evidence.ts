import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import type { BankOrder, BillingRecord } from '../support/control';
import type { Scene } from './scene';

/** An order as the bank holds it. */
export interface Order extends BankOrder {
  readonly refundedAmount: number;
  readonly history: readonly { readonly status: string }[];
  readonly deliveries: readonly (BankOrder['deliveries'][number] & {
    readonly sent: unknown;
    readonly attempts: readonly { readonly outcome: string; readonly badToken: boolean }[];
  })[];
}

export interface PaymentRow {
  readonly id: string;
  readonly order_id: string;
  readonly subscriber_uid: string;
  readonly agreement_id: string;
  readonly amount_kopecks: string;
  readonly acquirer_payment_id: string | null;
  readonly status: string;
  readonly flag: string | null;
  readonly expires_at: Date;
}

export interface PostingRow {
  readonly id: string;
  readonly payment_id: string;
  readonly kind: string;
  readonly receipt: string;
  readonly agreement_id: string;
  readonly amount_kopecks: string;
  readonly state: string;
  readonly record_id: string | null;
  readonly parked_reason: string | null;
}

export interface EventRow {
  readonly payment_id: string;
  readonly from_status: string | null;
  readonly to_status: string | null;
}

export interface Evidence {
  /** When the bank was read; the ledger is read after it. */
  readonly readAt: Date;
  readonly orders: readonly Order[];
  readonly records: readonly BillingRecord[];
  readonly balances: ReadonlyMap<number, number>;
  readonly payments: readonly PaymentRow[];
  readonly postings: readonly PostingRow[];
  readonly events: readonly EventRow[];
  /** How often each body stands in the inbox, by its hash. */
  readonly inbox: ReadonlyMap<string, number>;
}

/** A connection of the comparison's own; numbers beyond the safe ones come as text. */
export async function connectTo(url: string): Promise<Connection> {
  return createConnection({
    uri: url.replace(/^mariadb:/, 'mysql:'),
    supportBigNumbers: true,
    bigNumberStrings: true,
    timezone: 'Z',
  });
}

export async function rowsOf<T>(connection: Connection, sql: string): Promise<T[]> {
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  return rows as unknown as T[];
}

/** All that bank, billing and ledger hold. */
export async function gather(scene: Scene): Promise<Evidence> {
  const readAt = new Date();
  const orders = (await scene.bank.orders()) as readonly Order[];
  const records = await scene.billing.payments();
  const balances = await balancesOf(scene.api3Url);
  const connection = await connectTo(scene.database.url);
  try {
    const inbox = await rowsOf<{ content_hash: string; n: string }>(
      connection,
      'SELECT content_hash, COUNT(*) AS n FROM notifications GROUP BY content_hash',
    );
    return {
      readAt,
      orders,
      records,
      balances,
      payments: await rowsOf<PaymentRow>(connection, 'SELECT * FROM payments'),
      postings: await rowsOf<PostingRow>(connection, 'SELECT * FROM postings'),
      events: await rowsOf<EventRow>(
        connection,
        'SELECT payment_id, from_status, to_status FROM payment_events WHERE to_status IS NOT NULL',
      ),
      inbox: new Map(inbox.map(({ content_hash, n }) => [content_hash, Number(n)])),
    };
  } finally {
    await connection.end();
  }
}

async function balancesOf(api3Url: string): Promise<Map<number, number>> {
  const response = await fetch(`${api3Url}/_control/agreements`);
  const agreements = (await response.json()) as { agrmid: number; balanceKopecks: number }[];
  return new Map(agreements.map(({ agrmid, balanceKopecks }) => [agrmid, balanceKopecks]));
}
