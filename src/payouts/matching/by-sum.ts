import type { Expectation, Payout } from './match';
import { amountOf, canPay, netOf, type OpenSides } from './open-sides';
import { runMaking, setMaking } from './parts';

/** Runs of this many and fewer are put together with runs. */
const LONGEST_RUN = 8;

/** One to one. Of equal sums the oldest is paid first. */
export function matchSingles<P extends Payout>(sides: OpenSides<P>): void {
  for (const payout of sides.payouts) {
    const [expectation] = sides.payableBy(payout).filter((one) => netOf(one) === amountOf(payout));
    if (expectation) sides.takeExact('sum', [expectation], [payout]);
  }
}

/** One payout for neighbouring days of one terminal, or of all. */
export function matchMergedRuns<P extends Payout>(sides: OpenSides<P>): void {
  for (const payout of sides.payouts) {
    const payable = sides.payableBy(payout);
    const terminals = [...new Set(payable.map(({ terminal }) => terminal))].sort();
    const lanes = terminals.map((name) => payable.filter(({ terminal }) => terminal === name));
    for (const lane of [...lanes, payable]) {
      const run = runMaking(amountOf(payout), lane, netOf);
      if (!run) continue;
      sides.takeExact('sum', run, [payout]);
      break;
    }
  }
}

/** One expected sum in payouts that follow each other. */
export function matchSplitRuns<P extends Payout>(sides: OpenSides<P>): void {
  for (const expectation of sides.expectations) {
    const run = runMaking(netOf(expectation), sides.payoutsFor(expectation), amountOf);
    if (run) sides.takeExact('sum', [expectation], run);
  }
}

/** One payout for any of the nearest expected sums. */
export function matchMergedSets<P extends Payout>(sides: OpenSides<P>): void {
  for (const payout of sides.payouts) {
    const set = setMaking(amountOf(payout), sides.payableBy(payout).toReversed(), netOf);
    if (set) sides.takeExact('sum', set.toReversed(), [payout]);
  }
}

/** One expected sum in any of the next payouts. */
export function matchSplitSets<P extends Payout>(sides: OpenSides<P>): void {
  for (const expectation of sides.expectations) {
    const set = setMaking(netOf(expectation), sides.payoutsFor(expectation), amountOf);
    if (set) sides.takeExact('sum', [expectation], set);
  }
}

interface Run<T> {
  readonly items: readonly T[];
  readonly sum: number;
}

function runsOf<T>(items: readonly T[], sumOf: (item: T) => number): Run<T>[] {
  return items.flatMap((_, from) => {
    let sum = 0;
    return items.slice(from, from + LONGEST_RUN).flatMap((item, index) => {
      sum += sumOf(item);
      return index === 0 ? [] : [{ items: items.slice(from, from + index + 1), sum }];
    });
  });
}

/** The first run of expected sums that a run of payouts makes; each of the payouts could be for each of them. */
function combinedRuns<P extends Payout>(
  sides: OpenSides<P>,
): { readonly expected: readonly Expectation[]; readonly paid: readonly P[] } | null {
  const bySum = new Map<number, Run<P>[]>();
  for (const run of runsOf(sides.payouts, amountOf)) bySum.set(run.sum, [...(bySum.get(run.sum) ?? []), run]);
  for (const { items: expected, sum } of runsOf(sides.expectations, netOf)) {
    const fitting = bySum
      .get(sum)
      ?.find(({ items }) => items.every((payout) => expected.every((one) => canPay(payout, one))));
    if (fitting) return { expected, paid: fitting.items };
  }
  return null;
}

/** Several neighbouring expected sums in several payouts that follow each other. */
export function matchCombined<P extends Payout>(sides: OpenSides<P>): void {
  for (let found = combinedRuns(sides); found; found = combinedRuns(sides)) {
    sides.takeExact('sum', found.expected, found.paid);
  }
}
