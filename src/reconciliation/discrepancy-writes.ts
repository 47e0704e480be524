import type { Discrepancy } from '../books/discrepancy';
import { toDiscrepancy } from '../books/discrepancy-rows';
import type { Connection } from '../database/connection';
import { marks } from '../database/rows';
import type { SqlValue } from '../database/sql';

type Row = Parameters<typeof toDiscrepancy>[0];

/** Reads discrepancies to change them, each held until the transaction ends, and writes them. */
export class DiscrepancyWrites {
  constructor(private readonly connection: Connection) {}

  async lock(id: string): Promise<Discrepancy | null> {
    return (await this.many('SELECT * FROM discrepancies WHERE id = ? FOR UPDATE', [id]))[0] ?? null;
  }

  async lockByIdentities(identities: readonly string[]): Promise<readonly Discrepancy[]> {
    const text = `SELECT * FROM discrepancies WHERE identity IN (${marks(identities)}) FOR UPDATE`;
    return this.many(text, identities);
  }

  /** Those of a day and terminal that wait or are on their way to be healed, by id after the given one. */
  async lockUnsettled(
    of: { readonly day: string; readonly terminal: string },
    afterId: string,
    limit: number,
  ): Promise<readonly Discrepancy[]> {
    return this.many(
      `SELECT * FROM discrepancies WHERE day = ? AND terminal = ? AND state IN ('open', 'healing') AND id > ?
        ORDER BY id LIMIT ? FOR UPDATE`,
      [of.day, of.terminal, afterId, limit],
    );
  }

  /** @throws the database's error of a duplicate entry when its identity is there. */
  async insert(discrepancy: Discrepancy): Promise<void> {
    const row = toRow(discrepancy);
    const columns = Object.keys(row);
    await this.connection.write(
      `INSERT INTO discrepancies (${columns.join(', ')}) VALUES (${marks(columns)})`,
      Object.values(row),
    );
  }

  /** The row must be held. */
  async update(discrepancy: Discrepancy): Promise<void> {
    const { id, ...row } = toRow({ ...discrepancy, version: discrepancy.version + 1 });
    const changes = Object.keys(row).map((column) => `${column} = ?`);
    await this.connection.write(`UPDATE discrepancies SET ${changes.join(', ')} WHERE id = ?`, [
      ...Object.values(row),
      id,
    ]);
  }

  private async many(text: string, values: readonly SqlValue[]): Promise<readonly Discrepancy[]> {
    return (await this.connection.rows<Row>(text, values)).map(toDiscrepancy);
  }
}

function toRow(discrepancy: Discrepancy): Record<string, SqlValue> & { readonly id: string } {
  return {
    id: discrepancy.id,
    identity: discrepancy.identity,
    class: discrepancy.class,
    severity: discrepancy.severity,
    day: discrepancy.day,
    terminal: discrepancy.terminal,
    state: discrepancy.state,
    remedy: discrepancy.remedy,
    payment_id: discrepancy.paymentId,
    order_id: discrepancy.orderId,
    acquirer_payment_id: discrepancy.acquirerPaymentId,
    receipt: discrepancy.receipt,
    record_id: discrepancy.recordId,
    agreement_id: discrepancy.agreementId,
    bank_kopecks: discrepancy.bankKopecks,
    ledger_kopecks: discrepancy.ledgerKopecks,
    billing_kopecks: discrepancy.billingKopecks,
    details: JSON.stringify(discrepancy.details),
    assignee: discrepancy.assignee,
    last_run_id: discrepancy.lastRunId,
    first_seen_at: discrepancy.firstSeenAt,
    last_seen_at: discrepancy.lastSeenAt,
    settled_at: discrepancy.settledAt,
    settled_by: discrepancy.settledBy,
    version: discrepancy.version,
  };
}
