import { conditionsOf, type PaymentLineFilter } from '../../books/payment-line-filter';
import { integerOf } from '../../database/rows';
import type { SqlUnits } from '../../database/sql-units';
import { kopecks } from '../../shared/money';
import type { PeriodDay } from '../period';
import type { Portion } from './figures';
import type { GroupValues } from './group-by';

type Numeric = string | number;

interface PortionRow {
  terminal: string;
  operator_name: string | null;
  method: string;
  status: string;
  ms: Numeric | null;
  payments: Numeric;
  amount: Numeric;
  confirmed: Numeric;
  confirmed_kopecks: Numeric;
  posted: Numeric;
  posted_kopecks: Numeric;
  refunded: Numeric;
  refunded_kopecks: Numeric;
}

/** The time of a credit with the three digits that `roundedMs` leaves. */
const POSTING_MS = `IF(confirmed_at IS NULL OR posted_at IS NULL, NULL,
  GREATEST(0, TIMESTAMPDIFF(MICROSECOND, confirmed_at, posted_at) DIV 1000))`;

const portionsOf = (where: string): string => `SELECT terminal, operator_name, method, status,
    TRUNCATE(raw_ms, LEAST(0, 3 - LENGTH(raw_ms))) AS ms,
    COUNT(*) AS payments, SUM(amount_kopecks) AS amount,
    SUM(confirmed_at IS NOT NULL) AS confirmed, SUM(IF(confirmed_at IS NULL, 0, amount_kopecks)) AS confirmed_kopecks,
    SUM(posted_at IS NOT NULL) AS posted, SUM(IF(posted_at IS NULL, 0, amount_kopecks)) AS posted_kopecks,
    SUM(status = 'refunded') AS refunded, SUM(IF(status = 'refunded', amount_kopecks, 0)) AS refunded_kopecks
  FROM (SELECT terminal, operator_name, method, status, amount_kopecks, confirmed_at, posted_at, ${POSTING_MS} AS raw_ms
    FROM payments WHERE ${where}) AS p
  GROUP BY terminal, operator_name, method, status, ms`;

/** The payments of an open day in portions, added up by the database. */
export async function livePortions(
  units: SqlUnits,
  { day, from, to }: PeriodDay,
  filter: PaymentLineFilter,
): Promise<readonly (readonly [GroupValues, Portion])[]> {
  const wishes = conditionsOf(filter);
  const where = ['accounted_at >= ?', 'accounted_at < ?', ...wishes.map(([condition]) => condition)];
  const rows = await units.alone((connection) =>
    connection.rows<PortionRow>(portionsOf(where.join(' AND ')), [
      from,
      to,
      ...wishes.map(([, value]) => value),
    ]),
  );
  return rows.map((row) => [groupOfRow(day, row), portionOfRow(row)]);
}

const groupOfRow = (day: string, row: PortionRow): GroupValues => ({
  day,
  terminal: row.terminal,
  operator: row.operator_name,
  channel: row.method,
  status: row.status,
});

function portionOfRow(row: PortionRow): Portion {
  const sum = (value: Numeric) => kopecks(integerOf(value));
  return {
    payments: integerOf(row.payments),
    amountKopecks: sum(row.amount),
    confirmed: integerOf(row.confirmed),
    confirmedKopecks: sum(row.confirmed_kopecks),
    posted: integerOf(row.posted),
    postedKopecks: sum(row.posted_kopecks),
    refunded: integerOf(row.refunded),
    refundedKopecks: sum(row.refunded_kopecks),
    postingMs: row.ms === null ? null : integerOf(row.ms),
  };
}
