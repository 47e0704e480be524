import { Refusal } from './refusal';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SHAPE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)[+-]\d\d:\d\d$/;

function isReal(local: string): boolean {
  const date = new Date(`${local}Z`);
  // February 30 is read as March 2; written back it differs.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(local);
}

/**
 * Until when the link lives: a day by default, else from a minute to 90 days (bank facts: RedirectDueDate).
 * @throws Refusal
 */
export function deadlineOf(value: unknown, now: number): number {
  if (value === undefined || value === null) return now + DAY;
  const written = typeof value === 'string' ? value : '';
  const local = SHAPE.exec(written)?.[1];
  const deadline = Date.parse(written);
  if (local === undefined || !isReal(local) || Number.isNaN(deadline)) {
    throw new Refusal('12', 'RedirectDueDate: ожидается вид 2026-11-01T12:00:00+03:00');
  }
  if (deadline < now + MINUTE || deadline > now + 90 * DAY) {
    throw new Refusal('3017', 'RedirectDueDate: от минуты до 90 дней вперёд');
  }
  return deadline;
}
