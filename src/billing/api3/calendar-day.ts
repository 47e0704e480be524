const DAY_MS = 86_400_000;

/** The day so many days after a day `YYYY-MM-DD`, by the calendar alone: no zone has a part in it. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** True for all that the core writes where it has no date: `0000-00-00`, with or without a time, and nothing. */
export function isNoDate(text: string): boolean {
  return /^(?:0000-00-00(?: 00:00:00)?)?$/.test(text);
}

/** The day `YYYY-MM-DD` of a date of the core, with or without a time; null for what is none. */
export function dayOf(text: string): string | null {
  const day = /^(\d{4}-\d\d-\d\d)(?:[ T]\d\d:\d\d:\d\d)?$/.exec(text)?.[1];
  if (day === undefined) return null;
  const parsed = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(day) ? day : null;
}
