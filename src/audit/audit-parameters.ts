import { isUid } from '../auth/principal';
import { wrongParameter } from '../shared/http/parameters';

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * A moment from the query, or null when it is absent.
 * @throws Problem `validation_failed`
 */
export function momentOf(name: string, value: unknown): Date | null {
  if (value === undefined) return null;
  const moment = new Date(typeof value === 'string' && MOMENT.test(value) ? value : Number.NaN);
  if (!Number.isNaN(moment.getTime())) return moment;
  throw wrongParameter(
    name,
    'wrong_format',
    'Нужен момент с поясом: 2026-11-24T09:00:00Z.',
    'Must be a moment with its zone: 2026-11-24T09:00:00Z.',
  );
}

/**
 * Billing's id of an account from the query, or null when it is absent.
 * @throws Problem `validation_failed`
 */
export function uidOf(name: string, value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && isUid(value)) return value;
  throw wrongParameter(name, 'wrong_format', 'Нужен номер абонента.', 'Must be the number of a subscriber.');
}
