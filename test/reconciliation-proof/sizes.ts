import { BusinessDays } from '../../src/shared/business-days';
import type { Size } from './generate';

const DAY_MS = 86_400_000;
const DAYS = new BusinessDays('Europe/Moscow');
const OTHER_TERMINAL = '1700000000002';
/** Of the payments; the other terminal and the earlier day have the rest. */
const MAIN_SHARE = 0.8;

/**
 * Three books: the main day by asking the bank, the same day at another terminal by its registry, and an earlier day of the
 * main terminal by its registry.
 */
export function sizesOf(payments: number, terminal: string, now: Date): readonly Size[] {
  const dayBefore = (days: number): string => DAYS.nameOf(new Date(now.getTime() - days * DAY_MS));
  const times = Math.min(8, Math.max(2, Math.round(payments / 2_500)));
  const rest = Math.round((payments * (1 - MAIN_SHARE)) / 2);
  const main = { day: dayBefore(4), terminal, leg: 'bank', isHome: true } as const;
  return [
    { book: main, payments: payments - 2 * rest, times },
    { book: { ...main, terminal: OTHER_TERMINAL, leg: 'registry', isHome: false }, payments: rest, times },
    { book: { ...main, day: dayBefore(20), leg: 'registry' }, payments: rest, times },
  ];
}
