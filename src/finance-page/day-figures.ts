import type { Connection } from '../database/connection';
import { integerOf } from '../database/rows';
import type { SqlUnits } from '../database/sql-units';
import type { BusinessDays } from '../shared/business-days';
import { dayAfter } from '../shared/calendar-day';

/** What the charts show of one business day, as the ledger has it now. */
export interface DayFigures {
  readonly day: string;
  /** Payments of the day, by when they were confirmed, else made. */
  readonly payments: number;
  /** Those of them that may still be paid. */
  readonly unfinished: number;
  /** Those of them that the bank confirmed. */
  readonly paid: number;
  readonly paidKopecks: number;
  /** From confirmed to posted: half of the day's credits took no longer. Milliseconds; null while there is none. */
  readonly medianPostingMs: number | null;
  /** The same of 95 in a hundred. */
  readonly slowPostingMs: number | null;
}

type Numeric = string | number | null;

const COUNTS = `SELECT COUNT(*) AS payments,
    SUM(confirmed_at IS NULL AND status IN ('created', 'awaiting_payer', 'authorized')) AS unfinished,
    SUM(confirmed_at IS NOT NULL) AS paid,
    SUM(IF(confirmed_at IS NULL, 0, amount_kopecks)) AS kopecks
  FROM payments WHERE accounted_at >= ? AND accounted_at < ?`;

/** Confirmed once more after billing knew of it, a payment takes no time. */
const TIMES = `SELECT GREATEST(0, TIMESTAMPDIFF(MICROSECOND, confirmed_at, posted_at)) DIV 1000 AS ms
  FROM payments WHERE accounted_at >= ? AND accounted_at < ? AND confirmed_at IS NOT NULL AND posted_at IS NOT NULL`;

const RANKED = `SELECT MIN(IF(place >= CEIL(total * 0.5), ms, NULL)) AS median,
    MIN(IF(place >= CEIL(total * 0.95), ms, NULL)) AS slow
  FROM (SELECT ms, ROW_NUMBER() OVER (ORDER BY ms) AS place, COUNT(*) OVER () AS total FROM (${TIMES}) AS times) AS ranked`;

/** Reads the figures of each day from the first to the last, both included. */
export async function dayFigures(
  units: SqlUnits,
  businessDays: BusinessDays,
  first: string,
  last: string,
): Promise<DayFigures[]> {
  const figures: DayFigures[] = [];
  for (let day = first; day <= last; day = dayAfter(day, 1)) {
    const { from, to } = businessDays.named(day);
    figures.push(await units.alone((connection) => figuresOf(connection, day, [from, to])));
  }
  return figures;
}

async function figuresOf(connection: Connection, day: string, bounds: Date[]): Promise<DayFigures> {
  const [counts] = await connection.rows<Record<'payments' | 'unfinished' | 'paid' | 'kopecks', Numeric>>(
    COUNTS,
    bounds,
  );
  const [times] = await connection.rows<Record<'median' | 'slow', Numeric>>(RANKED, bounds);
  return {
    day,
    payments: integerOf(counts?.payments ?? 0),
    unfinished: integerOf(counts?.unfinished ?? 0),
    paid: integerOf(counts?.paid ?? 0),
    paidKopecks: integerOf(counts?.kopecks ?? 0),
    medianPostingMs: millisecondsOf(times?.median),
    slowPostingMs: millisecondsOf(times?.slow),
  };
}

const millisecondsOf = (value: Numeric | undefined): number | null =>
  value === null || value === undefined ? null : integerOf(value);
