import type { Connection } from '../database/connection';
import { integerOf, marks } from '../database/rows';
import { kopecks } from '../shared/money';
import type { RegistryLine, RegistryOperation } from './registry-line';

interface Row {
  registry_id: string;
  line_number: number;
  superseded_by: string | null;
  terminal: string;
  order_id: string | null;
  acquirer_payment_id: string | null;
  operation: RegistryOperation;
  raw_operation: string;
  amount_kopecks: string;
  fee_kopecks: string;
  net_kopecks: string;
  operated_at: Date;
  day: string;
  transfer_day: string | null;
  payment_system: string | null;
  rrn: string | null;
  authorization_code: string | null;
  description: string | null;
}

/** A line as it is kept, with the registry that took its place. */
export interface KeptLine {
  readonly line: RegistryLine;
  readonly supersededBy: string | null;
}

/** What one day is looked up by. */
export interface DayOfLines {
  readonly column: 'day' | 'transfer_day';
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Null for every terminal. */
  readonly terminal: string | null;
}

function toKept(row: Row): KeptLine {
  return {
    supersededBy: row.superseded_by,
    line: {
      registryId: row.registry_id,
      lineNumber: row.line_number,
      terminal: row.terminal,
      orderId: row.order_id,
      acquirerPaymentId: row.acquirer_payment_id,
      operation: row.operation,
      rawOperation: row.raw_operation,
      amountKopecks: kopecks(integerOf(row.amount_kopecks)),
      feeKopecks: kopecks(integerOf(row.fee_kopecks)),
      netKopecks: kopecks(integerOf(row.net_kopecks)),
      operatedAt: row.operated_at,
      day: row.day,
      transferDay: row.transfer_day,
      paymentSystem: row.payment_system,
      rrn: row.rrn,
      authorizationCode: row.authorization_code,
      description: row.description,
    },
  };
}

/** The next lines of a day in the order of terminal, registry and line number, in force or not. */
export async function linesAfter(
  connection: Connection,
  { column, day, terminal }: DayOfLines,
  after: RegistryLine | null,
  limit: number,
): Promise<readonly KeptLine[]> {
  const conditions = [`${column} = ?`, ...(terminal === null ? [] : ['terminal = ?'])];
  const values: (string | number)[] = [day, ...(terminal === null ? [] : [terminal])];
  if (after) {
    conditions.push(
      'terminal >= ?',
      '(terminal > ? OR registry_id > ? OR (registry_id = ? AND line_number > ?))',
    );
    const { registryId, lineNumber } = after;
    values.push(after.terminal, after.terminal, registryId, registryId, lineNumber);
  }
  const rows = await connection.rows<Row>(
    `SELECT * FROM registry_lines WHERE ${conditions.join(' AND ')}
      ORDER BY ${column}, terminal, registry_id, line_number LIMIT ?`,
    [...values, limit],
  );
  return rows.map(toKept);
}

const OF_PAYMENTS = `SELECT l.* FROM registry_lines l JOIN registries r ON r.id = l.registry_id AND r.state = 'read'
  WHERE l.superseded_by IS NULL AND l.terminal = ?`;

/** The lines in force about these payments and orders of a terminal, of whatever day, each once. */
export async function linesOfPayments(
  connection: Connection,
  terminal: string,
  names: { readonly acquirerPaymentIds: readonly string[]; readonly orderIds: readonly string[] },
): Promise<readonly RegistryLine[]> {
  const found = new Map<string, RegistryLine>();
  const find = async (
    column: 'acquirer_payment_id' | 'order_id',
    values: readonly string[],
  ): Promise<void> => {
    if (values.length === 0) return;
    const rows = await connection.rows<Row>(`${OF_PAYMENTS} AND l.${column} IN (${marks(values)})`, [
      terminal,
      ...values,
    ]);
    for (const { line } of rows.map(toKept)) found.set(`${line.registryId} ${String(line.lineNumber)}`, line);
  };
  await find('acquirer_payment_id', names.acquirerPaymentIds);
  await find('order_id', names.orderIds);
  return [...found.values()];
}
