import { ClosedDays } from '../books/closed-days';
import type { SqlUnits } from '../database/sql-units';
import type { BusinessDays } from '../shared/business-days';
import { dayAfter } from '../shared/calendar-day';
import type { Clock } from '../shared/clock';
import { RunRows } from './run-rows';
import type { Runs } from './runs';

export interface NightlyPlan {
  /** The hour of the business zone from which on the night's runs are begun; null for never. */
  readonly fromHour: number | null;
  /** How many days before today are compared. */
  readonly days: number;
  /** The terminal of the service itself: it is compared also on days without a payment. */
  readonly terminal: string;
}

const ACTOR = 'worker:reconciliation';
const HOUR_MS = 3_600_000;
/** A run that failed is taken up again after this pause, until the next night. */
const RETRY_AFTER_MS = 10 * 60_000;

/**
 * Begins, once a night for each terminal, the runs of the last days that are not closed. A row decides whether a night has had
 * its run, so replicas may all try.
 */
export class Nightly {
  private readonly closedDays: ClosedDays;
  /** The night whose runs are all there, as far as this process knows; only saves looking. */
  private doneNight: string | null = null;

  constructor(
    private readonly units: SqlUnits,
    private readonly runs: Runs,
    private readonly days: BusinessDays,
    private readonly clock: Clock,
    private readonly plan: NightlyPlan,
  ) {
    this.closedDays = new ClosedDays(units);
  }

  async begin(): Promise<void> {
    const night = this.nightNow();
    if (night === null) return;
    await this.retryFailed(night);
    if (this.doneNight === night) return;
    const days = await this.openDays(night);
    let isComplete = true;
    for (const day of days) {
      for (const terminal of await this.terminalsOf(day)) {
        const isThere = await this.beginOne(day, terminal, night);
        isComplete &&= isThere;
      }
    }
    if (isComplete) this.doneNight = night;
  }

  /** The day of today once its hour has come; null before. */
  private nightNow(): string | null {
    const { fromHour } = this.plan;
    if (fromHour === null) return null;
    const now = this.clock.now();
    const { from } = this.days.dayOf(now);
    return now.getTime() - from.getTime() >= fromHour * HOUR_MS ? this.days.nameOf(now) : null;
  }

  private async openDays(night: string): Promise<readonly string[]> {
    const days = Array.from({ length: this.plan.days }, (_, before) => dayAfter(night, -1 - before));
    const seals = await this.closedDays.sealsBetween(days.at(-1) ?? night, days[0] ?? night);
    const closed = new Set(seals.map(({ day }) => day));
    return days.filter((day) => !closed.has(day));
  }

  private async terminalsOf(day: string): Promise<readonly string[]> {
    const { from, to } = this.days.named(day);
    const rows = await this.units.alone((connection) =>
      connection.rows<{ terminal: string }>(
        `SELECT DISTINCT terminal FROM payments WHERE accounted_at >= ? AND accounted_at < ?
          UNION SELECT DISTINCT l.terminal FROM registry_lines l JOIN registries r ON r.id = l.registry_id AND r.state = 'read'
            WHERE l.day = ? AND l.superseded_by IS NULL`,
        [from, to, day],
      ),
    );
    return [...new Set([this.plan.terminal, ...rows.map(({ terminal }) => terminal)])];
  }

  /** @returns whether the night has its run; another one of the same day is waited for */
  private async beginOne(day: string, terminal: string, night: string): Promise<boolean> {
    const order = { day, terminal, source: 'auto', by: ACTOR, night } as const;
    if (await this.runs.beginNightly(order)) return true;
    return this.units.alone((connection) => new RunRows(connection).hadNight(day, terminal, night));
  }

  private async retryFailed(night: string): Promise<void> {
    const failed = await this.units.alone((connection) =>
      new RunRows(connection).failedOfNight(night, this.clock.after(-RETRY_AFTER_MS)),
    );
    for (const run of failed) await this.runs.resume(run);
  }
}
