import { CommonProblems } from '../problem/common-problems';
import { Problem, type FieldError } from '../problem/problem';

/** A wrong parameter, told in plain words. */
export function wrongParameter(pointer: string, code: string, ru: string, en: string): Problem {
  const error: FieldError = { pointer, code, detail: { ru, en } };
  return new Problem(CommonProblems.validationFailed, { errors: [error] });
}

/**
 * A whole number from the query, or the fallback when it is absent.
 * @throws Problem `validation_failed`
 */
export function wholeNumber(
  name: string,
  value: unknown,
  range: { readonly min: number; readonly max: number; readonly fallback: number },
): number {
  if (value === undefined) return range.fallback;
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= range.min && number <= range.max) return number;
  const span = `${String(range.min)}…${String(range.max)}`;
  throw wrongParameter(name, 'out_of_range', `Нужно целое число ${span}.`, `Must be a whole number ${span}.`);
}

/**
 * One of the given words from the query, or the fallback when it is absent.
 * @throws Problem `validation_failed`
 */
export function oneOf<T extends string>(
  name: string,
  value: unknown,
  words: readonly T[],
  fallback: T | null,
): T | null {
  if (value === undefined) return fallback;
  const word = words.find((candidate) => candidate === value);
  if (word !== undefined) return word;
  throw wrongParameter(
    name,
    'not_in_list',
    `Допустимо: ${words.join(', ')}.`,
    `Allowed: ${words.join(', ')}.`,
  );
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text);
}

/** @throws Problem `validation_failed` when the cursor was not made by us. */
export function cursorOf(value: unknown): string | null {
  if (value === undefined) return null;
  if (isUuid(value)) return value;
  throw wrongParameter(
    'cursor',
    'wrong_format',
    'Берите cursor из прошлого ответа.',
    'Take the cursor from the previous answer.',
  );
}

/** One value of a header that may come several times or not at all. */
export function singleHeader(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value;
}
