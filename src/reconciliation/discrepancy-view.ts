import type { Discrepancy } from '../books/discrepancy';
import type { DiscrepancyEvent } from './discrepancy-events';
import { EXPLANATIONS, type Words } from './explanations';

/** Without what only the service knows it by. */
export type DiscrepancyView = Omit<
  Discrepancy,
  'identity' | 'version' | 'lastRunId' | 'firstSeenAt' | 'lastSeenAt' | 'settledAt'
> & {
  readonly lastReconciliationId: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly settledAt: string | null;
  readonly title: Words;
};

export type DiscrepancyEventView = Omit<DiscrepancyEvent, 'at'> & { readonly at: string };

export interface DiscrepancyDetailsView extends DiscrepancyView {
  readonly explanation: Words;
  readonly suggestedAction: Words;
  readonly events: readonly DiscrepancyEventView[];
}

export function viewOf(discrepancy: Discrepancy): DiscrepancyView {
  const { identity: _, version: __, lastRunId, firstSeenAt, lastSeenAt, settledAt, ...told } = discrepancy;
  return {
    ...told,
    lastReconciliationId: lastRunId,
    firstSeenAt: firstSeenAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
    title: EXPLANATIONS[discrepancy.class].title,
  };
}

export function detailsViewOf(
  discrepancy: Discrepancy,
  events: readonly DiscrepancyEvent[],
): DiscrepancyDetailsView {
  const { explanation, action } = EXPLANATIONS[discrepancy.class];
  return {
    ...viewOf(discrepancy),
    explanation,
    suggestedAction: action,
    events: events.map((event) => ({ ...event, at: event.at.toISOString() })),
  };
}
