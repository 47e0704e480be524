/** The core writes dates in its own local time without a zone; this one stands in Moscow, UTC+3 since 2014. */
const MOSCOW_OFFSET_MS = 3 * 60 * 60 * 1000;

export const DAY_MS = 24 * 60 * 60 * 1000;

export const NULL_DATE_TIME = '0000-00-00 00:00:00';
export const NULL_DATE = '0000-00-00';

export function moscowText(epochMs: number): string {
  return new Date(epochMs + MOSCOW_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** The calendar day, so many days on or, below zero, back: `YYYY-MM-DD`. */
export function moscowDay(epochMs: number, days = 0): string {
  return moscowText(epochMs + days * DAY_MS).slice(0, 10);
}

export function startOfMoscowDay(epochMs: number): number {
  return epochMs - ((epochMs + MOSCOW_OFFSET_MS) % DAY_MS);
}

export function unixSeconds(moscow: string): number {
  return (Date.parse(`${moscow.replace(' ', 'T')}Z`) - MOSCOW_OFFSET_MS) / 1000;
}

/** A moment that exists in the calendar, as `YYYY-MM-DD HH:MM:SS`. */
export function isDateTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return false;
  const parsed = new Date(`${text.replace(' ', 'T')}Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text.replace(' ', 'T'));
}

export function isDate(text: string): boolean {
  return isDateTime(`${text} 00:00:00`);
}

/** The three spellings that filters accept, brought to `YYYY-MM-DD HH:MM:SS`; a bare date is its midnight. */
export function filterMoment(text: string): string | undefined {
  const compact = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text);
  const full = compact
    ? `${compact.slice(1, 4).join('-')} ${compact.slice(4).join(':')}`
    : text.length === 10
      ? `${text} 00:00:00`
      : text;
  return isDateTime(full) ? full : undefined;
}
