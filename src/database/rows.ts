import type { SqlValue } from './sql';

/** As many marks as there are values, for `IN (…)`; there must be one. */
export function marks(values: readonly SqlValue[]): string {
  return values.map(() => '?').join(', ');
}

/** BIGINT and COUNT come as text or number, by size and driver. */
export function integerOf(value: string | number | null): number {
  const number = Number(value ?? 0);
  if (!Number.isSafeInteger(number))
    throw new RangeError(`Not a safe integer in the database: ${String(value)}`);
  return number;
}
