import { moscowDay } from '../values/moscow-time';
import { TAKEN_BY_SUBSCRIBER } from './promises';
import type { Payment, PromisedPayment } from './records';

interface Line {
  readonly agrmid: number;
  readonly amountKopecks: number;
  readonly takenDaysAgo: number;
  readonly dueDaysAgo: number;
}

const LINES: readonly Line[] = [
  // Kept: the payment two days later covers it.
  { agrmid: 1940, amountKopecks: 300_00, takenDaysAgo: 75, dueDaysAgo: 70 },
  // Not kept.
  { agrmid: 1990, amountKopecks: 300_00, takenDaysAgo: 20, dueDaysAgo: 15 },
];

/** Promised payments of the past. `history` are the payments that they may have been paid with. */
export function demoPromises(
  nowMs: number,
  history: readonly Payment[],
): Omit<PromisedPayment, 'recordid'>[] {
  return LINES.map(({ agrmid, amountKopecks, takenDaysAgo, dueDaysAgo }) => {
    const promdate = `${moscowDay(nowMs, -takenDaysAgo)} 12:00:00`;
    const later = history.find(({ localdate }) => localdate >= promdate);
    return {
      agrmid,
      amountKopecks,
      promdate,
      dueOn: moscowDay(nowMs, -dueDaysAgo),
      modperson: TAKEN_BY_SUBSCRIBER,
      paidFromRecordId: later?.recordid ?? Infinity,
    };
  });
}
