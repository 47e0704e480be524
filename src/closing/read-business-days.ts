import type { Connection } from '../database/connection';
import type { SqlValue } from '../database/sql';
import type { SqlUnits } from '../database/sql-units';
import type { BusinessDays } from '../shared/business-days';
import { dayAfter } from '../shared/calendar-day';
import { dayView, sealView, type BusinessDayDetails, type BusinessDayView } from './business-day-view';
import type { Checklist } from './checklist';
import { ReopeningRows } from './reopening-rows';
import { SealRows } from './seal-rows';

/** How far back open days are looked for. */
const DAYS_BACK = 31;

/** What stands about business days, for finance to look at. */
export class ReadBusinessDays {
  constructor(
    private readonly units: SqlUnits,
    private readonly checklist: Checklist,
    private readonly days: BusinessDays,
  ) {}

  /** Every day from the first to the last, both included. */
  async list(firstDay: string, lastDay: string): Promise<BusinessDayView[]> {
    return this.units.ofOneMoment((units) =>
      units.alone(async (connection) => {
        const links = await new SealRows(connection).ofDays(firstDay, lastDay);
        const reopenings = await new ReopeningRows(connection).ofDays(firstDay, lastDay);
        const views: BusinessDayView[] = [];
        for (let day = firstDay; day <= lastDay; day = dayAfter(day, 1)) {
          const reopening = reopenings.find((request) => request.day === day) ?? null;
          const own = links.filter((link) => link.day === day);
          views.push(dayView(day, this.days, own, reopening));
        }
        return views;
      }),
    );
  }

  async find(day: string): Promise<BusinessDayDetails> {
    return this.units.ofOneMoment((units) =>
      units.alone(async (connection) => {
        const links = await new SealRows(connection).ofDays(day, day);
        const [reopening] = await new ReopeningRows(connection).ofDays(day, day);
        const view = dayView(day, this.days, links, reopening ?? null);
        const checks = view.seal ? null : await this.checklist.of(connection, day);
        return {
          ...view,
          closableFrom: this.checklist.closableFrom(day).toISOString(),
          checklist: checks?.map((check) => ({ ...check, isMet: check.count === 0 })) ?? null,
          earlierOpenDays: await this.openDaysBefore(connection, day),
          links: links.map(sealView),
        };
      }),
    );
  }

  private async openDaysBefore(connection: Connection, day: string): Promise<string[]> {
    const firstDay = dayAfter(day, -DAYS_BACK);
    const lastDay = dayAfter(day, -1);
    const seals = await new SealRows(connection).ofDays(firstDay, lastDay);
    const closed = new Map(seals.map((link) => [link.day, link.kind === 'close']));
    const open: string[] = [];
    for (let before = firstDay; before <= lastDay; before = dayAfter(before, 1)) {
      if (closed.get(before) !== true && (await this.hasPayments(connection, before))) open.push(before);
    }
    return open;
  }

  private async hasPayments(connection: Connection, day: string): Promise<boolean> {
    const { from, to } = this.days.named(day);
    const values: SqlValue[] = [from, to];
    const rows = await connection.rows(
      'SELECT 1 FROM payments WHERE accounted_at >= ? AND accounted_at < ? LIMIT 1',
      values,
    );
    return rows.length > 0;
  }
}
