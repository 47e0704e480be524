import { isDay } from '../../shared/calendar-day';

/** True for all that the core writes where it has no date: `0000-00-00`, with or without a time, and nothing. */
export function isNoDate(text: string): boolean {
  return /^(?:0000-00-00(?: 00:00:00)?)?$/.test(text);
}

/** The day `YYYY-MM-DD` of a date of the core, with or without a time; null for what is none. */
export function dayOf(text: string): string | null {
  const day = /^(\d{4}-\d\d-\d\d)(?:[ T]\d\d:\d\d:\d\d)?$/.exec(text)?.[1];
  return day !== undefined && isDay(day) ? day : null;
}
