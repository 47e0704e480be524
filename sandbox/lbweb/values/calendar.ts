/** Days are text `YYYY-MM-DD`; the cabinet and its core stand in Moscow, UTC+3 since 2014. */
const MOSCOW_OFFSET_MS = 3 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

function dayText(utcMs: number): string {
  return new Date(utcMs).toISOString().slice(0, 10);
}

export function moscowDay(epochMs: number): string {
  return dayText(epochMs + MOSCOW_OFFSET_MS);
}

export function addDays(day: string, days: number): string {
  return dayText(Date.parse(day) + days * DAY_MS);
}

/** The first day of the month that lies `monthsBack` before the month of `day`. */
export function firstOfMonth(day: string, monthsBack = 0): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return dayText(Date.UTC(year, month - 1 - monthsBack, 1));
}

/** `YYYY-MM-DD` or `DD.MM.YYYY` as a subscriber's form sends it; undefined for what is no day of the calendar. */
export function dayFromTyped(text: string): string | undefined {
  const dotted = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(text.trim());
  const day = dotted ? dotted.slice(1).reverse().join('-') : text.trim();
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));
  return isDay && dayText(Date.parse(day)) === day ? day : undefined;
}
