import { isDay } from '../calendar-day';
import { wrongParameter } from './parameters';

const DAY_MS = 86_400_000;

/** Days from the first to the last, both included, each `YYYY-MM-DD`. */
export interface DayRange {
  readonly firstDay: string;
  readonly lastDay: string;
}

/**
 * The days between `from` and `to` of the query, both included and both needed.
 * @throws Problem `validation_failed`
 */
export function dayRangeOf(from: unknown, to: unknown, maxDays: number): DayRange {
  const [firstDay, lastDay] = [neededDay('from', from), neededDay('to', to)];
  if (firstDay > lastDay) {
    throw wrongParameter(
      'from',
      'dates_reversed',
      'from должна быть не позже to.',
      'from must not be after to.',
    );
  }
  if (Date.parse(lastDay) - Date.parse(firstDay) >= maxDays * DAY_MS) {
    throw wrongParameter(
      'from',
      'range_too_long',
      `Не больше ${String(maxDays)} дней за раз.`,
      `At most ${String(maxDays)} days at a time.`,
    );
  }
  return { firstDay, lastDay };
}

function neededDay(name: string, value: unknown): string {
  if (value === undefined) throw wrongParameter(name, 'missing', 'Укажите день.', 'Name the day.');
  if (typeof value === 'string' && isDay(value)) return value;
  throw wrongParameter(name, 'wrong_format', 'Нужен день: 2026-11-24.', 'Must be a day: 2026-11-24.');
}
