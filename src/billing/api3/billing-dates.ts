import type { BillingTime } from './billing-time';
import { isDateSet } from './soap-values';

const DATE_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

/** A range of billing dates, and the wider one to ask for, all as billing's own clock would write them. */
export interface BillingDates {
  readonly from: string;
  readonly to: string;
  readonly askFrom: string;
  readonly askTo: string;
}

/**
 * The texts of [from, to). Billing dates are whole seconds, so a bound within a second begins with the next one. Asked is from
 * the last second of the day before to a midnight: that holds the range whether the core counts the bounds in or out, and
 * whether it minds the time of day or the date alone.
 */
export function billingDatesOf(
  range: { readonly from: Date; readonly to: Date },
  billingTime: BillingTime,
): BillingDates {
  const from = billingTime(wholeSecond(range.from));
  const to = billingTime(wholeSecond(range.to));
  const midnight = `${to.slice(0, 10)} 00:00:00`;
  return {
    from,
    to,
    askFrom: shifted(`${from.slice(0, 10)} 00:00:00`, -SECOND_MS),
    askTo: to === midnight ? to : shifted(midnight, DAY_MS),
  };
}

/** A row without a date that can be compared stays in: what is not known is not cut off. */
export function isDatedWithin({ from, to }: BillingDates, text: string): boolean {
  return !DATE_TIME.test(text) || !isDateSet(text) || (from <= text && text < to);
}

function wholeSecond(moment: Date): Date {
  return new Date(Math.ceil(moment.getTime() / SECOND_MS) * SECOND_MS);
}

/** Reckons with the text of a clock, so that no zone has a part in it. */
function shifted(text: string, ms: number): string {
  const moved = new Date(Date.parse(`${text.replace(' ', 'T')}Z`) + ms);
  return moved.toISOString().slice(0, 19).replace('T', ' ');
}
