import type { Kopecks } from '../../shared/money';
import type { Named } from '../purpose';

/** What the registries say the bank transfers on a day for a terminal. */
export interface Expectation {
  /** Day of transfer by the registry, else the day of the operations, `YYYY-MM-DD`. */
  readonly transferDay: string;
  readonly terminal: string;
  /** Days of the operations. */
  readonly operationDays: readonly string[];
  readonly lines: number;
  readonly grossKopecks: Kopecks;
  readonly feeKopecks: Kopecks;
  /** What is to come; below zero when more went back than came in. */
  readonly netKopecks: Kopecks;
}

/** What must be known of a document to match it. */
export interface Payout {
  readonly id: string;
  readonly day: string;
  readonly amountKopecks: Kopecks;
  readonly named: Named;
}

/**
 * How expected and paid belong together:
 * - `matched` one to one, `split` one expected sum in several payouts, `merged` several expected sums in one payout,
 *   `combined` several in several; the sums are equal to the kopeck
 * - `differs` what is nearest to each other, with a difference
 * - `awaited`, `missing` expected and not paid, within the usual time or beyond it
 * - `unexpected` paid, and nothing expected that it could be for
 * - `nothing_due` expected, but of a sum that is not above zero, and part of no payout
 */
export const MATCH_KINDS = [
  'matched',
  'split',
  'merged',
  'combined',
  'differs',
  'awaited',
  'missing',
  'unexpected',
  'nothing_due',
] as const;

export type MatchKind = (typeof MATCH_KINDS)[number];

/** What led to it besides the sums: the days that the purpose names, or nothing. Null where nothing was put together. */
export type MatchBasis = 'purpose' | 'sum' | null;

export interface Match<P extends Payout = Payout> {
  readonly kind: MatchKind;
  readonly basis: MatchBasis;
  readonly expectations: readonly Expectation[];
  readonly payouts: readonly P[];
  /** True when money came after the usual time. */
  readonly isLate: boolean;
}
