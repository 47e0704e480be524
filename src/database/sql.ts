/** What a statement is given; `undefined` is a mistake and never passed on. */
export type SqlValue = string | number | boolean | Date | null;

/** Error numbers of MySQL and MariaDB; the names that drivers give them differ, the numbers do not. */
const DUPLICATE_ENTRY = 1062;

/**
 * After these the whole transaction was undone and may be run again: deadlock or certification failure (1213), lock
 * time-out (1205), a row changed under a snapshot (1020), a Galera node not ready (1047) or losing its cluster (1180).
 */
const RUN_AGAIN = new Set([1213, 1205, 1020, 1047, 1180]);

function numberOf(error: unknown): number | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 4; depth += 1) {
    const { errno, driverError, cause } = current as {
      errno?: unknown;
      driverError?: unknown;
      cause?: unknown;
    };
    if (typeof errno === 'number') return errno;
    current = driverError ?? cause;
  }
  return undefined;
}

export function isDuplicateEntry(error: unknown): boolean {
  return numberOf(error) === DUPLICATE_ENTRY;
}

export function mayRunAgain(error: unknown): boolean {
  const number = numberOf(error);
  return number !== undefined && RUN_AGAIN.has(number);
}
