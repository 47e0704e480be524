import { CommonProblems } from '../shared/problem/common-problems';
import { Problem, type Language } from '../shared/problem/problem';

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
const UID = /^[1-9]\d{0,18}$/;

function misspelled(pointer: string, detail: Readonly<Record<Language, string>>): Problem {
  return new Problem(CommonProblems.validationFailed, {
    errors: [{ pointer, code: 'wrong_format', detail }],
  });
}

/**
 * A moment from the query, or null when it is absent.
 * @throws Problem `validation_failed`
 */
export function momentOf(name: string, value: unknown): Date | null {
  if (value === undefined) return null;
  const moment = new Date(typeof value === 'string' && MOMENT.test(value) ? value : Number.NaN);
  if (!Number.isNaN(moment.getTime())) return moment;
  throw misspelled(name, {
    ru: 'Нужен момент с поясом: 2026-11-24T09:00:00Z.',
    en: 'Must be a moment with its zone: 2026-11-24T09:00:00Z.',
  });
}

/**
 * Billing's id of an account from the query, or null when it is absent.
 * @throws Problem `validation_failed`
 */
export function uidOf(name: string, value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && UID.test(value)) return value;
  throw misspelled(name, { ru: 'Нужен номер абонента.', en: 'Must be the number of a subscriber.' });
}
