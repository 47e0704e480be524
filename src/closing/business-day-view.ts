import type { BusinessDays } from '../shared/business-days';
import type { Check } from './hindrance';
import type { Reopening } from './reopening-rows';
import type { SealLink } from './seal-link';

type Moment<T> = { readonly [Name in keyof T]: T[Name] extends Date ? string : T[Name] };

export type SealView = Moment<SealLink>;
export type ReopeningView = Moment<Omit<Reopening, 'day' | 'sequence'>>;

export interface BusinessDayView {
  readonly day: string;
  readonly from: string;
  readonly to: string;
  /** `reopened` was closed before. */
  readonly state: 'open' | 'closed' | 'reopened';
  /** By which it is closed now. */
  readonly seal: SealView | null;
  /** Asked for by one person, and waiting for another. */
  readonly reopening: ReopeningView | null;
}

export interface BusinessDayDetails extends BusinessDayView {
  /** Since when time alone does not hinder. */
  readonly closableFrom: string;
  /** What a closing looks at; null when the day is closed. */
  readonly checklist: readonly (Check & { readonly isMet: boolean })[] | null;
  /** Earlier days of the last month that have payments and are not closed. They do not hinder. */
  readonly earlierOpenDays: readonly string[];
  /** Everything that ever closed or opened it. */
  readonly links: readonly SealView[];
}

export function sealView(link: SealLink): SealView {
  return { ...link, sealedAt: link.sealedAt.toISOString() };
}

/** @param links of the day, in the order of the chain */
export function dayView(
  day: string,
  days: BusinessDays,
  links: readonly SealLink[],
  reopening: Reopening | null,
): BusinessDayView {
  const { from, to } = days.named(day);
  const last = links.at(-1);
  return {
    day,
    from: from.toISOString(),
    to: to.toISOString(),
    state: last ? (last.kind === 'close' ? 'closed' : 'reopened') : 'open',
    seal: last?.kind === 'close' ? sealView(last) : null,
    reopening: reopening && {
      requestedBy: reopening.requestedBy,
      requestedAt: reopening.requestedAt.toISOString(),
      reason: reopening.reason,
    },
  };
}
