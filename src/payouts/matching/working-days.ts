import { dayAfter } from '../../shared/calendar-day';

/** True for Saturday and Sunday; holidays are not known here. */
function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** The day so many working days, Monday to Friday, after a day. */
export function workingDayAfter(day: string, count: number): string {
  let reached = day;
  for (let left = count; left > 0;) {
    reached = dayAfter(reached, 1);
    if (!isWeekend(reached)) left -= 1;
  }
  return reached;
}
