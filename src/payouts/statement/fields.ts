import { isDay } from '../../shared/calendar-day';
import { parseRoubles, type Kopecks } from '../../shared/money';
import type { FaultCode } from './statement';

const LONGEST_SHOWN = 40;

/** A field that cannot be read. */
export class WrongField extends Error {
  constructor(
    readonly code: FaultCode,
    field: string,
    value: string,
  ) {
    super(value === '' ? `${field}: пусто` : `${field}: «${value.slice(0, LONGEST_SHOWN)}»`);
  }
}

/** A day written `23.11.2026`, `2026-11-23`, or either with a time behind it; null when there is none. */
export function dayIn(value: string): string | null {
  const russian = /^(\d\d)\.(\d\d)\.(\d{4})(?!\d)/.exec(value);
  const day = russian ? `${russian[3] ?? ''}-${russian[2] ?? ''}-${russian[1] ?? ''}` : value.slice(0, 10);
  return isDay(day) ? day : null;
}

/**
 * As {@link dayIn}, of a field that must have one.
 * @throws WrongField
 */
export function dayOf(field: string, value: string): string {
  const day = dayIn(value);
  if (day === null) throw new WrongField('wrong_date', field, value);
  return day;
}

/**
 * A sum of roubles above zero: point or comma before the kopecks, spaces between thousands.
 * @throws WrongField
 */
export function sumOf(field: string, value: string): Kopecks {
  const plain = value.replace(/(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, '').replace(',', '.');
  try {
    const sum = parseRoubles(plain);
    if (sum > 0) return sum;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new WrongField('wrong_sum', field, value);
}

const ACCOUNT = /^\d{20}$/;

/** @throws WrongField unless it is an account of 20 digits. */
export function accountOf(field: string, value: string): string {
  if (ACCOUNT.test(value)) return value;
  throw new WrongField('wrong_account', field, value);
}

export const isAccount = (value: string): boolean => ACCOUNT.test(value);

export const isInn = (value: string): boolean => /^(\d{10}|\d{12})$/.test(value);

/** One line of text, without runs of spaces, of a length that a table keeps. */
export function wordsOf(value: string, longest: number): string {
  return value.replace(/\s+/g, ' ').trim().slice(0, longest).trim();
}
