import type { Connection } from '../database/connection';
import type { SqlValue } from '../database/sql';
import { operationKey } from './lines/operation-key';
import type { NewLine } from './lines/read-line';
import type { Fault } from './line-batches';

const LINE_COLUMNS = `registry_id, line_number, operation_key, terminal, order_id, acquirer_payment_id, operation,
  raw_operation, amount_kopecks, fee_kopecks, net_kopecks, operated_at, day, transfer_day, payment_system, rrn,
  authorization_code, description`;
const FAULT_COLUMNS = 'registry_id, line_number, last_line_number, code, field';
/** So that no transaction becomes large. */
const REMOVED_AT_ONCE = 5_000;

const lineValues = (registryId: string, line: NewLine): SqlValue[] => [
  registryId,
  line.lineNumber,
  operationKey(line),
  line.terminal,
  line.orderId,
  line.acquirerPaymentId,
  line.operation,
  line.rawOperation,
  line.amountKopecks,
  line.feeKopecks,
  line.netKopecks,
  line.operatedAt,
  line.day,
  line.transferDay,
  line.paymentSystem,
  line.rrn,
  line.authorizationCode,
  line.description,
];

async function insert(
  connection: Connection,
  into: string,
  rows: readonly (readonly SqlValue[])[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const row = `(${first.map(() => '?').join(', ')})`;
  await connection.write(`INSERT INTO ${into} VALUES ${rows.map(() => row).join(', ')}`, rows.flat());
}

export function insertLines(
  connection: Connection,
  registryId: string,
  lines: readonly NewLine[],
): Promise<void> {
  const rows = lines.map((line) => lineValues(registryId, line));
  return insert(connection, `registry_lines (${LINE_COLUMNS})`, rows);
}

export function insertFaults(
  connection: Connection,
  registryId: string,
  faults: readonly Fault[],
): Promise<void> {
  const rows = faults.map(({ line, lastLine, code, field }) => [registryId, line, lastLine, code, field]);
  return insert(connection, `registry_faults (${FAULT_COLUMNS})`, rows);
}

/** Removes some lines and faults of a registry; true when none are left. */
export async function removeSome(connection: Connection, registryId: string): Promise<boolean> {
  let removed = 0;
  for (const table of ['registry_lines', 'registry_faults']) {
    const { rows } = await connection.write(
      `DELETE FROM ${table} WHERE registry_id = ? ORDER BY line_number LIMIT ?`,
      [registryId, REMOVED_AT_ONCE],
    );
    removed = Math.max(removed, rows);
  }
  return removed < REMOVED_AT_ONCE;
}
