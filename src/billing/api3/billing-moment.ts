import type { BillingTime } from './billing-time';

const DATE_TIME = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)$/;
const SECOND_MS = 1_000;

/**
 * The moment that billing's clock writes as `YYYY-MM-DD HH:MM:SS`, the way back from {@link BillingTime}; null for a text
 * that is no such date. Of the hour that comes twice when clocks go back, the first is taken or the second.
 */
export function billingMoment(text: string, billingTime: BillingTime): Date | null {
  const [, date, time] = DATE_TIME.exec(text) ?? [];
  if (date === undefined || time === undefined) return null;
  const onTheWall = Date.parse(`${date}T${time}Z`);
  // A day that no month has is read as one of the next month.
  if (Number.isNaN(onTheWall) || !new Date(onTheWall).toISOString().startsWith(date)) return null;
  const offset = (ms: number): number => Date.parse(`${billingTime(new Date(ms)).replace(' ', 'T')}Z`) - ms;
  // Twice, since the first guess may lie beyond a change of the clocks.
  const guess = onTheWall - offset(onTheWall);
  return new Date(Math.floor((onTheWall - offset(guess)) / SECOND_MS) * SECOND_MS);
}
