import type { Connection } from '../database/connection';
import { integerOf, marks } from '../database/rows';
import type { SqlValue } from '../database/sql';
import type { SqlUnits } from '../database/sql-units';
import type { PaymentFlag } from '../ledger/payment';
import type { PostingKind, PostingState } from '../ledger/posting';
import type { PaymentStatus } from '../ledger/transitions';
import { kopecks } from '../shared/money';
import type { LedgerFact } from './compare/facts';

interface PaymentRow {
  id: string;
  order_id: string;
  acquirer_payment_id: string | null;
  terminal: string;
  agreement_id: string;
  amount_kopecks: string | number;
  status: PaymentStatus;
  flag: PaymentFlag | null;
  created_at: Date;
  confirmed_at: Date | null;
  accounted_at: Date;
}

interface PostingRow {
  payment_id: string;
  kind: PostingKind;
  receipt: string;
  agreement_id: string;
  amount_kopecks: string | number;
  state: PostingState;
  record_id: string | null;
  poster_id: string | null;
  parked_reason: string | null;
  due_since: Date;
  posted_at: Date | null;
}

const CHUNK = 1_000;
const COLUMNS = `id, order_id, acquirer_payment_id, terminal, agreement_id, amount_kopecks, status, flag, created_at,
  confirmed_at, accounted_at`;

/** What the ledger says of payments; of one that is read again the later reading counts. */
export class LedgerFacts {
  private readonly byId = new Map<string, LedgerFact>();
  private readonly receipts = new Set<string>();

  constructor(
    private readonly units: SqlUnits,
    /** Called before each chunk. */
    private readonly goOn: () => Promise<void>,
  ) {}

  get all(): readonly LedgerFact[] {
    return [...this.byId.values()];
  }

  of(paymentId: string): LedgerFact | undefined {
    return this.byId.get(paymentId);
  }

  /** Those accounted from one moment to before another. What is confirmed meanwhile moves to now, and is met there again. */
  async accounted(from: Date, to: Date): Promise<void> {
    for (let place: { at: Date; id: string } | null = { at: from, id: '' }; place;) {
      const { at, id }: { at: Date; id: string } = place;
      const rows = await this.load((connection) =>
        connection.rows<PaymentRow>(
          `SELECT ${COLUMNS} FROM payments FORCE INDEX (payments_accounted)
              WHERE accounted_at >= ? AND accounted_at < ? AND (accounted_at > ? OR id > ?)
              ORDER BY accounted_at, id LIMIT ?`,
          [at, to, at, id, CHUNK],
        ),
      );
      const last = rows.at(-1);
      place = last && rows.length === CHUNK ? { at: last.accounted_at, id: last.id } : null;
    }
  }

  /** Those that the ledger saw refunded in this time. */
  async refunded(from: Date, to: Date): Promise<void> {
    const rows = await this.units.alone((connection) =>
      connection.rows<{ payment_id: string }>(
        "SELECT DISTINCT payment_id FROM payment_events WHERE at >= ? AND at < ? AND to_status = 'refunded'",
        [from, to],
      ),
    );
    await this.withIds(rows.map(({ payment_id: id }) => id));
  }

  async withIds(ids: readonly string[]): Promise<void> {
    await this.where('id', ids);
  }

  async withOrders(orderIds: readonly string[]): Promise<void> {
    await this.where('order_id', orderIds);
  }

  async withBankIds(acquirerPaymentIds: readonly string[]): Promise<void> {
    await this.where('acquirer_payment_id', acquirerPaymentIds);
  }

  /** Those that have a posting under one of these documents. */
  async withReceipts(receipts: readonly string[]): Promise<void> {
    const unknown = receipts.filter((receipt) => !this.receipts.has(receipt));
    for (const some of chunks(unknown)) {
      const rows = await this.units.alone((connection) =>
        connection.rows<{ payment_id: string }>(
          `SELECT DISTINCT payment_id FROM postings WHERE receipt IN (${marks(some)})`,
          some,
        ),
      );
      await this.withIds(rows.map(({ payment_id: id }) => id));
    }
  }

  private async where(column: string, values: readonly string[]): Promise<void> {
    for (const some of chunks(values)) {
      await this.load((connection) =>
        connection.rows<PaymentRow>(
          `SELECT ${COLUMNS} FROM payments WHERE ${column} IN (${marks(some)})`,
          some,
        ),
      );
    }
  }

  private async load(
    read: (connection: Connection) => Promise<readonly PaymentRow[]>,
  ): Promise<readonly PaymentRow[]> {
    await this.goOn();
    return this.units.alone(async (connection) => {
      const rows = await read(connection);
      const postings = await postingsOf(
        connection,
        rows.map(({ id }) => id),
      );
      const refunds = await refundsOf(
        connection,
        rows.filter(({ status }) => status === 'refunded').map(({ id }) => id),
      );
      for (const row of rows) this.keep(toFact(row, postings.get(row.id) ?? [], refunds.get(row.id) ?? null));
      return rows;
    });
  }

  private keep(fact: LedgerFact): void {
    this.byId.set(fact.paymentId, fact);
    for (const { receipt } of [...fact.credits, ...fact.reversals]) this.receipts.add(receipt);
  }
}

async function postingsOf(
  connection: Connection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly PostingRow[]>> {
  const byPayment = new Map<string, PostingRow[]>();
  if (ids.length === 0) return byPayment;
  const rows = await connection.rows<PostingRow>(
    `SELECT payment_id, kind, receipt, agreement_id, amount_kopecks, state, record_id, poster_id, parked_reason, due_since,
      posted_at FROM postings WHERE payment_id IN (${marks(ids)}) ORDER BY payment_id, sequence`,
    ids,
  );
  for (const row of rows) {
    const own = byPayment.get(row.payment_id);
    if (own) own.push(row);
    else byPayment.set(row.payment_id, [row]);
  }
  return byPayment;
}

async function refundsOf(
  connection: Connection,
  ids: readonly SqlValue[],
): Promise<ReadonlyMap<string, Date>> {
  if (ids.length === 0) return new Map();
  const rows = await connection.rows<{ payment_id: string; at: Date }>(
    `SELECT payment_id, MAX(at) AS at FROM payment_events WHERE payment_id IN (${marks(ids)}) AND to_status = 'refunded'
      GROUP BY payment_id`,
    ids,
  );
  return new Map(rows.map(({ payment_id: id, at }) => [id, at]));
}

function toFact(row: PaymentRow, postings: readonly PostingRow[], refundedAt: Date | null): LedgerFact {
  const facts = postings.map((posting) => ({
    kind: posting.kind,
    receipt: posting.receipt,
    agreementId: posting.agreement_id,
    amountKopecks: kopecks(integerOf(posting.amount_kopecks)),
    state: posting.state,
    recordId: posting.record_id,
    posterId: posting.poster_id,
    parkedReason: posting.parked_reason,
    dueSince: posting.due_since,
    postedAt: posting.posted_at,
  }));
  return {
    paymentId: row.id,
    orderId: row.order_id,
    acquirerPaymentId: row.acquirer_payment_id,
    terminal: row.terminal,
    agreementId: row.agreement_id,
    amountKopecks: kopecks(integerOf(row.amount_kopecks)),
    status: row.status,
    flag: row.flag,
    createdAt: row.created_at,
    confirmedAt: row.confirmed_at,
    accountedAt: row.accounted_at,
    refundedAt,
    credits: facts.filter(({ kind }) => kind === 'credit'),
    reversals: facts.filter(({ kind }) => kind === 'reversal'),
  };
}

export function* chunks(values: readonly string[]): Generator<readonly string[]> {
  const distinct = [...new Set(values)];
  for (let at = 0; at < distinct.length; at += CHUNK) yield distinct.slice(at, at + CHUNK);
}
