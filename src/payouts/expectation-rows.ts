import type { Connection } from '../database/connection';
import { integerOf } from '../database/rows';
import { kopecks } from '../shared/money';
import type { Expectation } from './matching/match';

interface Row {
  transfer_day: string;
  terminal: string;
  operation_days: string;
  line_count: string;
  gross: string;
  fee: string;
  net: string;
}

const SUMS = `terminal, GROUP_CONCAT(DISTINCT l.day ORDER BY l.day) AS operation_days, COUNT(*) AS line_count,
  SUM(l.amount_kopecks) AS gross, SUM(l.fee_kopecks) AS fee, SUM(l.net_kopecks) AS net
  FROM registry_lines l JOIN registries r ON r.id = l.registry_id
  WHERE l.superseded_by IS NULL AND r.state = 'read'`;

/** Registries that name no day of transfer are taken to be paid on the day of the operations. */
const TEXT = `SELECT l.transfer_day, ${SUMS} AND l.transfer_day BETWEEN ? AND ? GROUP BY l.transfer_day, l.terminal
  UNION ALL
  SELECT l.day, ${SUMS} AND l.transfer_day IS NULL AND l.day BETWEEN ? AND ? GROUP BY l.day, l.terminal`;

function toExpectation(row: Row): Expectation {
  return {
    transferDay: row.transfer_day,
    terminal: row.terminal,
    operationDays: row.operation_days.split(','),
    lines: integerOf(row.line_count),
    grossKopecks: kopecks(integerOf(row.gross)),
    feeKopecks: kopecks(integerOf(row.fee)),
    netKopecks: kopecks(integerOf(row.net)),
  };
}

function together(one: Expectation, other: Expectation): Expectation {
  return {
    ...one,
    operationDays: [...new Set([...one.operationDays, ...other.operationDays])].sort(),
    lines: one.lines + other.lines,
    grossKopecks: kopecks(one.grossKopecks + other.grossKopecks),
    feeKopecks: kopecks(one.feeKopecks + other.feeKopecks),
    netKopecks: kopecks(one.netKopecks + other.netKopecks),
  };
}

/** What the registries in force say is transferred, by day of transfer and terminal, both days included. */
export async function expectationsBetween(
  connection: Connection,
  firstDay: string,
  lastDay: string,
): Promise<readonly Expectation[]> {
  const days = [firstDay, lastDay];
  const found = new Map<string, Expectation>();
  for (const row of await connection.rows<Row>(TEXT, [...days, ...days])) {
    const expectation = toExpectation(row);
    const key = `${expectation.transferDay} ${expectation.terminal}`;
    const known = found.get(key);
    found.set(key, known ? together(known, expectation) : expectation);
  }
  return [...found.values()];
}
