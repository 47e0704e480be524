import type { RegistryOperation } from '../../books/registry-line';
import { integerOf } from '../../database/rows';
import type { SqlValue } from '../../database/sql';
import type { SqlUnits } from '../../database/sql-units';
import type { DayRange } from '../../shared/http/day-range';
import { kopecks, type Kopecks } from '../../shared/money';
import type { PeriodDay } from '../period';
import type { RegistryPortion } from './settlement-figures';

type Numeric = string | number;

export interface PlacedPortion extends RegistryPortion {
  readonly terminal: string;
  readonly transferDay: string | null;
}

export interface LedgerPortion {
  readonly terminal: string;
  readonly payments: number;
  readonly amountKopecks: Kopecks;
}

const REGISTRY = `SELECT l.terminal, l.transfer_day, l.operation, COUNT(*) AS n, SUM(l.amount_kopecks) AS amount,
    SUM(l.fee_kopecks) AS fee, SUM(l.net_kopecks) AS net
  FROM registry_lines l JOIN registries g ON g.id = l.registry_id AND g.state = 'read'
  WHERE l.superseded_by IS NULL`;

/** The registries' lines in force of an open day, added up by the database. */
export async function liveRegistryPortions(
  units: SqlUnits,
  day: string,
  transfer: DayRange | null,
): Promise<readonly PlacedPortion[]> {
  const values: SqlValue[] = [day, ...(transfer ? [transfer.firstDay, transfer.lastDay] : [])];
  const rows = await units.alone((connection) =>
    connection.rows<{
      terminal: string;
      transfer_day: string | null;
      operation: RegistryOperation;
      n: Numeric;
      amount: Numeric;
      fee: Numeric;
      net: Numeric;
    }>(
      `${REGISTRY} AND l.day = ? ${transfer ? 'AND l.transfer_day BETWEEN ? AND ?' : ''}
        GROUP BY l.terminal, l.transfer_day, l.operation`,
      values,
    ),
  );
  return rows.map((row) => ({
    terminal: row.terminal,
    transferDay: row.transfer_day,
    operation: row.operation,
    lines: integerOf(row.n),
    amountKopecks: kopecks(integerOf(row.amount)),
    feeKopecks: kopecks(integerOf(row.fee)),
    netKopecks: kopecks(integerOf(row.net)),
  }));
}

/** What the ledger has as confirmed on an open day, by terminal. */
export async function liveLedgerPortions(
  units: SqlUnits,
  { from, to }: PeriodDay,
): Promise<readonly LedgerPortion[]> {
  const rows = await units.alone((connection) =>
    connection.rows<{ terminal: string; n: Numeric; amount: Numeric }>(
      `SELECT terminal, COUNT(*) AS n, SUM(amount_kopecks) AS amount FROM payments
        WHERE accounted_at >= ? AND accounted_at < ? AND confirmed_at IS NOT NULL GROUP BY terminal`,
      [from, to],
    ),
  );
  return rows.map(({ terminal, n, amount }) => ({
    terminal,
    payments: integerOf(n),
    amountKopecks: kopecks(integerOf(amount)),
  }));
}

/** The business days of which the bank transferred anything on days of a range, by any registry: there may be none in force. */
export async function daysTransferred(units: SqlUnits, range: DayRange): Promise<readonly string[]> {
  const rows = await units.alone((connection) =>
    connection.rows<{ day: string }>(
      'SELECT DISTINCT day FROM registry_lines WHERE transfer_day BETWEEN ? AND ? ORDER BY day',
      [range.firstDay, range.lastDay],
    ),
  );
  return rows.map(({ day }) => day);
}
