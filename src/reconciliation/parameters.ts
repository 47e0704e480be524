import { isDay } from '../shared/calendar-day';
import { wrongParameter } from '../shared/http/parameters';

/**
 * A day from the query, or null when it is absent.
 * @throws Problem `validation_failed`
 */
export function dayOf(name: string, value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && isDay(value)) return value;
  throw wrongParameter(name, 'wrong_format', 'Нужен день: 2026-11-24.', 'Must be a day: 2026-11-24.');
}

/**
 * A word from the query, or null when it is absent.
 * @throws Problem `validation_failed`
 */
export function wordOf(name: string, value: unknown, max: number): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && value.length > 0 && value.length <= max) return value;
  throw wrongParameter(name, 'wrong_length', 'Недопустимая длина.', 'The length is not allowed.');
}
