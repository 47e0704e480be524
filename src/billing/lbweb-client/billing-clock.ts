import type { PrintedDate } from './dates';

/** Turns billing's wall clock into moments and back. */
export interface BillingClock {
  /** The business day, `YYYY-MM-DD`, that a moment falls on. */
  dayOf(moment: Date): string;
  /** The moment that a printed date with a time names; null without a time. */
  momentOf(date: PrintedDate): Date | null;
}

/**
 * The wall clock of an IANA zone, normally `Europe/Moscow`.
 * @throws RangeError when the zone is unknown
 */
export function billingClockIn(timeZone: string): BillingClock {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const wallOf = (moment: Date): string => format.format(moment).replace(' ', 'T');
  const offsetMs = (moment: Date): number => Date.parse(`${wallOf(moment)}Z`) - wholeSecond(moment);
  return {
    dayOf: (moment) => wallOf(moment).slice(0, 10),
    momentOf: ({ day, time }) => {
      if (time === null) return null;
      const wall = Date.parse(`${day}T${time}Z`);
      // Looked up twice, since the first guess may lie beyond a change of the clocks.
      const guess = new Date(wall - offsetMs(new Date(wall)));
      return new Date(wall - offsetMs(guess));
    },
  };
}

function wholeSecond(moment: Date): number {
  return Math.floor(moment.getTime() / 1_000) * 1_000;
}
