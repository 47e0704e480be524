import { integerOf } from '../database/rows';
import type { SqlUnits } from '../database/sql-units';
import { kopecks, type Kopecks } from '../shared/money';

/** Money that the bank's registries or the reconciliation tell of, for an order that the ledger does not know. */
export interface OrderInBooks {
  readonly orderId: string;
  readonly acquirerPaymentId: string | null;
  readonly terminal: string;
  readonly amountKopecks: Kopecks | null;
  readonly text: string | null;
  readonly paidAt: Date;
  readonly source: 'registry' | 'reconciliation';
}

interface Row {
  order_id: string;
  acquirer_payment_id: string | null;
  terminal: string;
  amount_kopecks: string | number | null;
  text: string | null;
  paid_at: Date;
}

/** The column of the ledger is ASCII: what has other letters is none of its orders, and would not go by its key. */
const KNOWN = 'SELECT 1 FROM payments p WHERE p.order_id = CONVERT(x.order_id USING ascii)';

const IN_REGISTRIES = `SELECT x.order_id, x.acquirer_payment_id, x.terminal, x.amount_kopecks, x.description AS text,
    x.operated_at AS paid_at
  FROM registry_lines x JOIN registries r ON r.id = x.registry_id AND r.state = 'read'
  WHERE x.superseded_by IS NULL AND x.operation = 'payment' AND x.order_id IS NOT NULL AND x.day >= ?
    AND NOT EXISTS (${KNOWN}) LIMIT ?`;

const IN_DISCREPANCIES = `SELECT x.order_id, x.acquirer_payment_id, x.terminal, x.bank_kopecks AS amount_kopecks,
    NULL AS text, x.first_seen_at AS paid_at
  FROM discrepancies x
  WHERE x.state = 'open' AND x.class = 'unknown_order' AND x.order_id IS NOT NULL AND NOT EXISTS (${KNOWN}) LIMIT ?`;

/** Reads from the books which orders the ledger does not know. */
export class OrdersInBooks {
  constructor(private readonly units: SqlUnits) {}

  /** @param sinceDay the first business day of registries that is looked at */
  async unknown(sinceDay: string, limit: number): Promise<readonly OrderInBooks[]> {
    return this.units.alone(async (connection) => [
      ...(await connection.rows<Row>(IN_REGISTRIES, [sinceDay, limit])).map((row) =>
        toOrder(row, 'registry'),
      ),
      ...(await connection.rows<Row>(IN_DISCREPANCIES, [limit])).map((row) => toOrder(row, 'reconciliation')),
    ]);
  }
}

function toOrder(row: Row, source: OrderInBooks['source']): OrderInBooks {
  return {
    orderId: row.order_id,
    acquirerPaymentId: row.acquirer_payment_id,
    terminal: row.terminal,
    amountKopecks: row.amount_kopecks === null ? null : kopecks(integerOf(row.amount_kopecks)),
    text: row.text,
    paidAt: row.paid_at,
    source,
  };
}
