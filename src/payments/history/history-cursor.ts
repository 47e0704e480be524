import { wrongParameter } from '../../shared/http/parameters';
import type { HistoryItem } from './history-item';

/** A place in a history: everything after it is older, or of the same moment with a greater key. */
export interface HistoryPlace {
  readonly time: number;
  readonly key: string;
}

/** The newest first; those of one moment by their keys, so that the order is the same each time. */
export function byPlace(a: HistoryPlace, b: HistoryPlace): number {
  return b.time - a.time || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

export function cursorAfter({ time, key }: HistoryItem): string {
  return Buffer.from(JSON.stringify([time, key])).toString('base64url');
}

/** @throws Problem `validation_failed` when the cursor was not made by us */
export function placeOf(cursor: unknown): HistoryPlace | null {
  if (cursor === undefined) return null;
  const place = typeof cursor === 'string' && cursor.length <= 512 ? read(cursor) : null;
  if (place) return place;
  throw wrongParameter(
    'cursor',
    'wrong_format',
    'Берите cursor из прошлого ответа.',
    'Take the cursor from the previous answer.',
  );
}

function read(cursor: string): HistoryPlace | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== 2) return null;
    const [time, key] = parts as readonly unknown[];
    if (!Number.isSafeInteger(time) || typeof key !== 'string') return null;
    return { time: time as number, key };
  } catch {
    return null;
  }
}
