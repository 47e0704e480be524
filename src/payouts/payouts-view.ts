import { kopecks, type Kopecks } from '../shared/money';
import type { Expectation, Match, MatchBasis, MatchKind } from './matching/match';
import { amountOf, netOf, totalOf } from './matching/open-sides';
import type { BankPayout, PayoutComparison } from './payouts';
import type { RegistryGap } from './registry-gaps';

export interface PayoutView {
  readonly id: string;
  readonly statementId: string;
  readonly account: string;
  readonly number: string;
  readonly documentDay: string;
  readonly day: string;
  readonly amountKopecks: Kopecks;
  readonly payerName: string;
  readonly payerInn: string | null;
  readonly payerAccount: string | null;
  readonly purpose: string;
  readonly namedDays: readonly string[];
  readonly namedFeeKopecks: Kopecks | null;
}

export interface MatchView {
  readonly kind: MatchKind;
  readonly basis: MatchBasis;
  readonly isLate: boolean;
  readonly expectedKopecks: Kopecks;
  readonly paidKopecks: Kopecks;
  /** Paid less expected. */
  readonly differenceKopecks: Kopecks;
  readonly expectations: readonly Expectation[];
  readonly payouts: readonly PayoutView[];
}

export interface PayoutComparisonView {
  readonly from: string;
  readonly to: string;
  readonly totals: {
    readonly expectedKopecks: Kopecks;
    readonly paidKopecks: Kopecks;
    readonly differenceKopecks: Kopecks;
  };
  readonly items: readonly MatchView[];
  readonly registryGaps: readonly RegistryGap[];
  readonly daysWithoutStatement: readonly string[];
}

function payoutView({ payer, named, ...payout }: BankPayout): PayoutView {
  return {
    ...payout,
    payerName: payer.name,
    payerInn: payer.inn,
    payerAccount: payer.account,
    namedDays: named.days,
    namedFeeKopecks: named.feeKopecks,
  };
}

const sumsOf = (expected: number, paid: number): PayoutComparisonView['totals'] => ({
  expectedKopecks: kopecks(expected),
  paidKopecks: kopecks(paid),
  differenceKopecks: kopecks(paid - expected),
});

function matchView({ kind, basis, isLate, expectations, payouts }: Match<BankPayout>): MatchView {
  const sums = sumsOf(totalOf(expectations, netOf), totalOf(payouts, amountOf));
  return { kind, basis, isLate, ...sums, expectations, payouts: payouts.map(payoutView) };
}

export function comparisonView(from: string, to: string, comparison: PayoutComparison): PayoutComparisonView {
  const items = comparison.matches.map(matchView);
  const expected = totalOf(items, ({ expectedKopecks }) => expectedKopecks);
  const paid = totalOf(items, ({ paidKopecks }) => paidKopecks);
  const { registryGaps, daysWithoutStatement } = comparison;
  return { from, to, totals: sumsOf(expected, paid), items, registryGaps, daysWithoutStatement };
}
