import type { Connection } from '../database/connection';
import { integerOf } from '../database/rows';
import type { SqlValue } from '../database/sql';
import { kopecks, type Kopecks } from '../shared/money';
import type { Discrepancy, DiscrepancyClass, DiscrepancyState, Remedy, Severity } from './discrepancy';

/** Which discrepancies are asked for; what is left out or null does not count. */
export interface DiscrepancyFilter {
  readonly day?: string | null;
  /** The first day and the last, both included. */
  readonly from?: string | null;
  readonly to?: string | null;
  readonly terminal?: string | null;
  readonly state?: DiscrepancyState | null;
  readonly class?: DiscrepancyClass | null;
  readonly severity?: Severity | null;
  readonly assignee?: string | null;
  readonly paymentId?: string | null;
}

type Row = Record<string, string | number | Date | null>;

const textOf = (value: Row[string] | undefined): string | null =>
  value === null || value === undefined ? null : (value as string);
const sumOf = (value: Row[string] | undefined): Kopecks | null =>
  value === null || value === undefined ? null : kopecks(integerOf(value as string | number));

export function toDiscrepancy(row: Row): Discrepancy {
  return {
    id: row['id'] as string,
    identity: row['identity'] as string,
    class: row['class'] as DiscrepancyClass,
    severity: row['severity'] as Severity,
    day: row['day'] as string,
    terminal: row['terminal'] as string,
    state: row['state'] as DiscrepancyState,
    remedy: row['remedy'] as Remedy,
    paymentId: textOf(row['payment_id']),
    orderId: textOf(row['order_id']),
    acquirerPaymentId: textOf(row['acquirer_payment_id']),
    receipt: textOf(row['receipt']),
    recordId: textOf(row['record_id']),
    agreementId: textOf(row['agreement_id']),
    bankKopecks: sumOf(row['bank_kopecks']),
    ledgerKopecks: sumOf(row['ledger_kopecks']),
    billingKopecks: sumOf(row['billing_kopecks']),
    details: JSON.parse(row['details'] as string) as Discrepancy['details'],
    assignee: textOf(row['assignee']),
    lastRunId: row['last_run_id'] as string,
    firstSeenAt: row['first_seen_at'] as Date,
    lastSeenAt: row['last_seen_at'] as Date,
    settledAt: row['settled_at'] as Date | null,
    settledBy: textOf(row['settled_by']),
    version: Number(row['version']),
  };
}

/** The condition of a filter, and what its marks stand for. */
export function conditionOf(filter: DiscrepancyFilter): {
  readonly text: string;
  readonly values: SqlValue[];
} {
  const all: [string, SqlValue | undefined][] = [
    ['day = ?', filter.day],
    ['day >= ?', filter.from],
    ['day <= ?', filter.to],
    ['terminal = ?', filter.terminal],
    ['state = ?', filter.state],
    ['class = ?', filter.class],
    ['severity = ?', filter.severity],
    ['assignee = ?', filter.assignee],
    ['payment_id = ?', filter.paymentId],
  ];
  const given = all.filter((pair): pair is [string, SqlValue] => (pair[1] ?? null) !== null);
  const text = given.map(([condition]) => condition).join(' AND ') || 'TRUE';
  return { text, values: given.map(([, value]) => value) };
}

/** Reads discrepancies over one connection, inside a transaction or not. */
export class DiscrepancyReader {
  constructor(private readonly connection: Connection) {}

  async find(id: string): Promise<Discrepancy | null> {
    const [row] = await this.connection.rows<Row>('SELECT * FROM discrepancies WHERE id = ?', [id]);
    return row ? toDiscrepancy(row) : null;
  }

  /** The newest first, those older than the given one. */
  async newest(
    filter: DiscrepancyFilter,
    beforeId: string | null,
    limit: number,
  ): Promise<readonly Discrepancy[]> {
    const { text, values } = conditionOf(filter);
    const rows = await this.connection.rows<Row>(
      `SELECT * FROM discrepancies WHERE ${text} AND (? IS NULL OR id < ?) ORDER BY id DESC LIMIT ?`,
      [...values, beforeId, beforeId, limit],
    );
    return rows.map(toDiscrepancy);
  }

  /** The oldest first, those younger than the given one. */
  async oldest(
    filter: DiscrepancyFilter,
    afterId: string | null,
    limit: number,
  ): Promise<readonly Discrepancy[]> {
    const { text, values } = conditionOf(filter);
    const rows = await this.connection.rows<Row>(
      `SELECT * FROM discrepancies WHERE ${text} AND (? IS NULL OR id > ?) ORDER BY id LIMIT ?`,
      [...values, afterId, afterId, limit],
    );
    return rows.map(toDiscrepancy);
  }

  /** How many errors of a day wait or are on their way to be healed: none may be left when it is closed. */
  async openErrorsOf(day: string): Promise<number> {
    const [row] = await this.connection.rows<{ n: string }>(
      `SELECT COUNT(*) AS n FROM discrepancies WHERE day = ? AND severity = 'error' AND state IN ('open', 'healing')`,
      [day],
    );
    return integerOf(row?.n ?? 0);
  }
}
