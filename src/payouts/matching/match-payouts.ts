import { matchByPurpose } from './by-purpose';
import {
  matchCombined,
  matchMergedRuns,
  matchMergedSets,
  matchSingles,
  matchSplitRuns,
  matchSplitSets,
} from './by-sum';
import { pairByPurpose, pairNearest } from './differences';
import type { Expectation, Match, Payout } from './match';
import { netOf, OpenSides } from './open-sides';

export interface Patience {
  /** Working days, Monday to Friday, after the day of transfer within which a payout is usual. */
  readonly workingDays: number;
  /** The business day that it is. */
  readonly today: string;
}

function firstDayOf({ expectations, payouts }: Match): string {
  return (
    [...expectations.map(({ transferDay }) => transferDay), ...payouts.map(({ day }) => day)].sort()[0] ?? ''
  );
}

/**
 * Puts together what the registries let expect and what the bank paid, each once. The same input in any order gives the same
 * answer. What is simple goes first: what a purpose names and the sums confirm, one to one, neighbours that make one payout,
 * payouts that make one sum, sets of the nearest twelve, runs with runs; then what is near, with its difference. For each
 * payout and each expected sum that is n²/2 runs and 2^12 sets at most, n being what lies within two weeks of it.
 */
export function matchPayouts<P extends Payout>(
  expectations: readonly Expectation[],
  payouts: readonly P[],
  { workingDays, today }: Patience,
): readonly Match<P>[] {
  const sides = new OpenSides(expectations, payouts, workingDays);
  matchByPurpose(sides);
  matchSingles(sides);
  matchMergedRuns(sides);
  matchSplitRuns(sides);
  matchMergedSets(sides);
  matchSplitSets(sides);
  matchCombined(sides);
  pairByPurpose(sides);
  pairNearest(sides);
  for (const expectation of sides.expectations) {
    const isOver = today > sides.dueDay(expectation);
    const kind = netOf(expectation) <= 0 ? 'nothing_due' : isOver ? 'missing' : 'awaited';
    sides.take(kind, null, [expectation], []);
  }
  for (const payout of sides.payouts) sides.take('unexpected', null, [], [payout]);
  return sides.matches
    .map((match) => ({ match, day: firstDayOf(match) }))
    .toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)))
    .map(({ match }) => match);
}
