import { DiscrepancyReader } from '../books/discrepancy-rows';
import type { Connection } from '../database/connection';
import { integerOf } from '../database/rows';
import type { SqlValue } from '../database/sql';
import type { BusinessDays } from '../shared/business-days';
import type { Clock } from '../shared/clock';
import { checkOf, HINDRANCES, type Check, type HindranceCode } from './hindrance';
import { checkTerminals } from './terminals-of-day';

const ORDERS = `SELECT COUNT(*) AS n FROM payments
  WHERE accounted_at >= ? AND accounted_at < ? AND status IN ('created', 'awaiting_payer', 'authorized')`;

/** What a person has closed with a reason explains the postings of its payment. */
const POSTINGS = `SELECT COUNT(*) AS n FROM postings q JOIN payments p ON p.id = q.payment_id
  WHERE p.accounted_at >= ? AND p.accounted_at < ? AND q.state IN ('due', 'in_progress', 'parked')
    AND NOT EXISTS (SELECT 1 FROM discrepancies d
      WHERE d.payment_id = p.id AND d.severity = 'error' AND d.state = 'closed')`;

const QUARANTINES = 'SELECT COUNT(*) AS n FROM quarantines WHERE ended_at IS NULL';

export interface ClosingTerms {
  /** How long after its end a day can be closed at the soonest. */
  readonly settleMs: number;
  /** The terminal in use. */
  readonly terminal: string;
}

/** What stands between a day and its closing. */
export class Checklist {
  constructor(
    private readonly days: BusinessDays,
    private readonly clock: Clock,
    private readonly terms: ClosingTerms,
  ) {}

  /** The first moment at which a day can be closed, as far as time is concerned. */
  closableFrom(day: string): Date {
    return new Date(this.days.named(day).to.getTime() + this.terms.settleMs);
  }

  /** Every check, whether it hinders or not. */
  async of(connection: Connection, day: string): Promise<readonly Check[]> {
    const range = this.days.named(day);
    const count = async (text: string, values: readonly SqlValue[]): Promise<number> =>
      integerOf((await connection.rows<{ n: string }>(text, values))[0]?.n ?? 0);
    const now = this.clock.now();
    const terminals = await checkTerminals(connection, day, range, this.terms.terminal);
    const counts: Readonly<Record<HindranceCode, number>> = {
      day_not_over: now < range.to ? 1 : 0,
      day_settling: now >= range.to && now < this.closableFrom(day) ? 1 : 0,
      quarantine_open: await count(QUARANTINES, []),
      orders_open: await count(ORDERS, [range.from, range.to]),
      postings_unsettled: await count(POSTINGS, [range.from, range.to]),
      reconciliation_missing: terminals.missing,
      reconciliation_running: terminals.running,
      reconciliation_outdated: terminals.outdated,
      discrepancies_open: await new DiscrepancyReader(connection).openErrorsOf(day),
    };
    return HINDRANCES.map((code) => checkOf(code, counts[code]));
  }
}
