import type { BusinessDay } from '../shared/business-days';

/** The days that are still to be read: the newest first, each once until it is added again. */
export class DaysAhead {
  private readonly days = new Map<number, BusinessDay>();
  private readonly begun = new Set<number>();

  constructor(days: readonly BusinessDay[]) {
    for (const day of days) this.add(day);
  }

  add(day: BusinessDay): void {
    this.days.set(day.from.getTime(), day);
  }

  /** Adds a day that was not read before. */
  addUnread(day: BusinessDay): void {
    if (!this.begun.has(day.from.getTime())) this.add(day);
  }

  next(): BusinessDay | undefined {
    const newest = Math.max(...this.days.keys());
    const day = this.days.get(newest);
    this.days.delete(newest);
    this.begun.add(newest);
    return day;
  }
}
