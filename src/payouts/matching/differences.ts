import type { Expectation, Payout } from './match';
import { namedGroups } from './by-purpose';
import { amountOf, netOf, type OpenSides } from './open-sides';

/** By the sums alone nothing is put together that is farther apart than a tenth of what is expected. */
const NEAR_DIVISOR = 10;

/** What the purpose names belongs to what it names, though the sums differ. */
export function pairByPurpose<P extends Payout>(sides: OpenSides<P>): void {
  for (const { payouts, expectations } of namedGroups(sides)) {
    const isOpen = expectations.every((expectation) => sides.expectations.includes(expectation));
    if (isOpen) sides.take('differs', 'purpose', expectations, payouts);
  }
}

interface Pair<P extends Payout> {
  readonly payout: P;
  readonly expectation: Expectation;
  readonly apart: number;
}

/** Pairs what is nearest to each other, the nearest first. */
export function pairNearest<P extends Payout>(sides: OpenSides<P>): void {
  const pairs: Pair<P>[] = sides.payouts.flatMap((payout) =>
    sides
      .payableBy(payout)
      .map((expectation) => ({ payout, expectation, apart: Math.abs(netOf(expectation) - amountOf(payout)) }))
      .filter(({ expectation, apart }) => apart * NEAR_DIVISOR <= netOf(expectation)),
  );
  for (const { payout, expectation } of pairs.toSorted((a, b) => a.apart - b.apart)) {
    if (sides.payouts.includes(payout) && sides.expectations.includes(expectation))
      sides.take('differs', 'sum', [expectation], [payout]);
  }
}
