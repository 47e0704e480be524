/** What a statement is given; `undefined` is a mistake and never passed on. */
export type SqlValue = string | number | boolean | Date | null;

/** Error numbers of MySQL and MariaDB; the names that drivers give them differ, the numbers do not. */
const DUPLICATE_ENTRY = 1062;

/**
 * After these the whole transaction was undone and may be run again: deadlock or certification failure (1213), lock
 * time-out (1205), a row changed under a snapshot (1020), a Galera node losing its cluster while it commits (1180).
 */
const RUN_AGAIN = new Set([1213, 1205, 1020, 1180]);

/** The server cannot serve: too many connections (1040), it stops (1053), it is no part of a Galera cluster (1047). */
const NOT_SERVING = new Set([1040, 1053, 1047]);

/** How system and driver call a connection that cannot be made or broke off. */
const BROKEN = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ERR_STREAM_DESTROYED',
  'PROTOCOL_CONNECTION_LOST',
]);

interface DriverError {
  readonly errno?: unknown;
  readonly code?: unknown;
  /** Set by the driver when the connection is of no more use. */
  readonly fatal?: unknown;
  readonly driverError?: unknown;
  readonly cause?: unknown;
}

/** What the driver threw, under what was wrapped around it. */
function driverErrorOf(error: unknown): DriverError | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 4; depth += 1) {
    const layer = current as DriverError;
    if (layer.errno !== undefined || layer.fatal !== undefined || layer.code !== undefined) return layer;
    current = layer.driverError ?? layer.cause;
  }
  return undefined;
}

function numberOf(error: unknown): number | undefined {
  const errno = driverErrorOf(error)?.errno;
  return typeof errno === 'number' ? errno : undefined;
}

export function isDuplicateEntry(error: unknown): boolean {
  return numberOf(error) === DUPLICATE_ENTRY;
}

export function mayRunAgain(error: unknown): boolean {
  const number = numberOf(error);
  return number !== undefined && RUN_AGAIN.has(number);
}

/** The connection broke or the server does not serve. Whatever was not yet told to COMMIT is undone. */
export function isAway(error: unknown): boolean {
  const found = driverErrorOf(error);
  if (!found) return false;
  // A server's own errors have positive numbers, whether they end the connection or not.
  if (typeof found.errno === 'number' && found.errno > 0) return NOT_SERVING.has(found.errno);
  return found.fatal === true || (typeof found.code === 'string' && BROKEN.has(found.code));
}
