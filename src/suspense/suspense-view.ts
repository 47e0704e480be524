import type { SuspenseCase, SuspenseEvent } from '../ledger/suspense-case';
import type { Posting } from '../ledger/posting';
import { EXPLANATIONS } from './explanations';
import type { Suggestion } from './suggestions';

type Shown<T, Times extends keyof T> = Omit<T, Times> & { readonly [name in Times]: string };

export type ProposalView = Shown<NonNullable<SuspenseCase['proposal']>, 'at'>;

export interface SuspenseView extends Omit<
  SuspenseCase,
  'identity' | 'amountKopecks' | 'paidAt' | 'proposal' | 'approvedAt' | 'settledAt' | 'openedAt'
> {
  readonly amountKopecks: number | null;
  readonly paidAt: string;
  readonly proposal: ProposalView | null;
  readonly approvedAt: string | null;
  readonly settledAt: string | null;
  readonly openedAt: string;
}

export function viewOf(suspense: SuspenseCase): SuspenseView {
  const { identity: _, proposal, ...shown } = suspense;
  return {
    ...shown,
    paidAt: suspense.paidAt.toISOString(),
    proposal: proposal && { ...proposal, at: proposal.at.toISOString() },
    approvedAt: suspense.approvedAt?.toISOString() ?? null,
    settledAt: suspense.settledAt?.toISOString() ?? null,
    openedAt: suspense.openedAt.toISOString(),
  };
}

interface SuspensePostingView {
  readonly receipt: string;
  readonly kind: Posting['kind'];
  readonly state: Posting['state'];
  readonly agreementId: string;
  readonly amountKopecks: number;
  readonly parkedReason: string | null;
  readonly recordId: string | null;
  readonly postedAt: string | null;
}

export interface SuspenseDetailView extends SuspenseView {
  readonly explanation: { readonly ru: string; readonly en: string };
  /** What was and is to be done in billing, in its order. */
  readonly postings: readonly SuspensePostingView[];
  readonly events: readonly Omit<Shown<SuspenseEvent, 'at'>, 'caseId'>[];
  readonly suggestions: readonly Suggestion[];
  readonly suggestionsComplete: boolean;
  /** Name of the subscriber whose agreement is proposed, as billing has it; null when there is none, or billing is away. */
  readonly proposedOwnerName: string | null;
}

export interface SuspenseDetails {
  readonly suspense: SuspenseCase;
  readonly postings: readonly Posting[];
  readonly events: readonly SuspenseEvent[];
  readonly suggestions: readonly Suggestion[];
  readonly isComplete: boolean;
  readonly ownerName: string | null;
}

export function detailViewOf(details: SuspenseDetails): SuspenseDetailView {
  const { suspense, postings, events, suggestions, isComplete, ownerName } = details;
  return {
    ...viewOf(suspense),
    explanation: EXPLANATIONS[suspense.kind],
    postings: postings.map((posting) => ({
      receipt: posting.receipt,
      kind: posting.kind,
      state: posting.state,
      agreementId: posting.agreementId,
      amountKopecks: posting.amountKopecks,
      parkedReason: posting.parkedReason,
      recordId: posting.recordId,
      postedAt: posting.postedAt?.toISOString() ?? null,
    })),
    events: events.map(({ sequence, at, type, actor, text, evidence }) => ({
      sequence,
      at: at.toISOString(),
      type,
      actor,
      text,
      evidence,
    })),
    suggestions,
    suggestionsComplete: isComplete,
    proposedOwnerName: ownerName,
  };
}
