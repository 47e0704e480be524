import type { DayRange } from '../../billing/cabinet.port';
import type { BusinessDays } from '../../shared/business-days';
import { dayAfter } from '../../shared/calendar-day';
import { wrongParameter } from '../../shared/http/parameters';

const DAY_MS = 86_400_000;
const DAYS_MAX = 366;
/** As long as the cabinet that providers know shows when nothing is asked for. */
const DAYS_USUAL = 92;

/**
 * The business days that a request asks for, both included; the last three months unless it says otherwise.
 * @throws Problem `validation_failed` for what is no day, for dates the wrong way round, and for more than a year
 */
export function historyRange(
  days: BusinessDays,
  now: Date,
  { from, to }: { readonly from: unknown; readonly to: unknown },
): DayRange {
  const last = dayOf(days, 'to', to) ?? days.nameOf(now);
  const first = dayOf(days, 'from', from) ?? dayAfter(last, -DAYS_USUAL);
  if (first > last) {
    throw wrongParameter(
      'from',
      'dates_reversed',
      'from должна быть не позже to.',
      'from must not be after to.',
    );
  }
  if (Date.parse(last) - Date.parse(first) >= DAYS_MAX * DAY_MS) {
    throw wrongParameter(
      'from',
      'range_too_long',
      `Не больше ${String(DAYS_MAX)} дней за раз.`,
      `At most ${String(DAYS_MAX)} days at once.`,
    );
  }
  return { from: first, to: last };
}

function dayOf(days: BusinessDays, name: string, value: unknown): string | null {
  if (value === undefined) return null;
  try {
    if (typeof value !== 'string' || value < '1990' || value > '2100') throw new RangeError('No day of ours');
    days.named(value);
    return value;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw wrongParameter(name, 'wrong_format', 'Нужна дата ГГГГ-ММ-ДД.', 'Must be a date YYYY-MM-DD.');
  }
}
