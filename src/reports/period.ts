import type { ClosedDays, DaySeal } from '../books/closed-days';
import type { BusinessDays } from '../shared/business-days';
import { dayAfter } from '../shared/calendar-day';
import type { DayRange } from '../shared/http/day-range';

/** A business day of a report: closed under a seal, or open and so preliminary. */
export interface PeriodDay {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly from: Date;
  /** Its end, or now while it lasts: what happens later is for the next report. */
  readonly to: Date;
  readonly seal: DaySeal | null;
}

export type DayState = 'closed' | 'preliminary';

export const stateOf = ({ seal }: PeriodDay): DayState => (seal ? 'closed' : 'preliminary');

/** A seal as it stands beside a row: enough to be compared by eye. The whole of it stands with the days. */
const SEAL_SHOWN = 16;

export const sealShown = ({ seal }: PeriodDay): string => seal?.hash.slice(0, SEAL_SHOWN) ?? 'preliminary';

/** True when nothing of a report can change any more. */
export const isFinal = (days: readonly PeriodDay[]): boolean => days.every(({ seal }) => seal !== null);

/** The days of a range in their order, as they are at this moment. */
export async function periodOf(
  closedDays: ClosedDays,
  businessDays: BusinessDays,
  range: DayRange,
  now: Date,
): Promise<readonly PeriodDay[]> {
  const seals = await closedDays.sealsBetween(range.firstDay, range.lastDay);
  const sealOf = new Map(seals.map((seal) => [seal.day, seal]));
  const days: PeriodDay[] = [];
  for (let day = range.firstDay; day <= range.lastDay; day = dayAfter(day, 1)) {
    const { from, to } = businessDays.named(day);
    days.push({ day, from, to: to < now ? to : now, seal: sealOf.get(day) ?? null });
  }
  return days;
}
