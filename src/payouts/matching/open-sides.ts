import type { Expectation, Match, MatchBasis, MatchKind, Payout } from './match';
import { workingDayAfter } from './working-days';

/** A payout belongs to nothing that should have come more days before it. */
export const REACH_DAYS = 14;

const DAY_MS = 86_400_000;

/** True when the payout may be for it: it comes on the day of transfer, or up to two weeks later. */
export function canPay({ day }: Payout, { transferDay }: Expectation): boolean {
  const days = (Date.parse(day) - Date.parse(transferDay)) / DAY_MS;
  return days >= 0 && days <= REACH_DAYS;
}

export const netOf = ({ netKopecks }: Expectation): number => netKopecks;
export const amountOf = ({ amountKopecks }: Payout): number => amountKopecks;
export const totalOf = <T>(items: readonly T[], sumOf: (item: T) => number): number =>
  items.reduce((sum, item) => sum + sumOf(item), 0);

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function exactKind(expectations: number, payouts: number): MatchKind {
  if (payouts === 1) return expectations === 1 ? 'matched' : 'merged';
  return expectations === 1 ? 'split' : 'combined';
}

/** What is expected and paid and not yet put together; each is taken once. Both sides keep the order of their days. */
export class OpenSides<P extends Payout> {
  readonly matches: Match<P>[] = [];
  private expected: readonly Expectation[];
  private paid: readonly P[];

  constructor(
    expectations: readonly Expectation[],
    payouts: readonly P[],
    private readonly patienceWorkingDays: number,
  ) {
    this.expected = expectations.toSorted(
      (a, b) => compareText(a.transferDay, b.transferDay) || compareText(a.terminal, b.terminal),
    );
    this.paid = payouts.toSorted((a, b) => compareText(a.day, b.day) || compareText(a.id, b.id));
  }

  get expectations(): readonly Expectation[] {
    return this.expected;
  }

  get payouts(): readonly P[] {
    return this.paid;
  }

  payableBy(payout: P): readonly Expectation[] {
    return this.expected.filter((expectation) => canPay(payout, expectation));
  }

  payoutsFor(expectation: Expectation): readonly P[] {
    return this.paid.filter((payout) => canPay(payout, expectation));
  }

  /** The last day on which it is usual that the money comes. */
  dueDay({ transferDay }: Expectation): string {
    return workingDayAfter(transferDay, this.patienceWorkingDays);
  }

  takeExact(basis: MatchBasis, expectations: readonly Expectation[], payouts: readonly P[]): void {
    this.take(exactKind(expectations.length, payouts.length), basis, expectations, payouts);
  }

  take(
    kind: MatchKind,
    basis: MatchBasis,
    expectations: readonly Expectation[],
    payouts: readonly P[],
  ): void {
    this.expected = this.expected.filter((expectation) => !expectations.includes(expectation));
    this.paid = this.paid.filter((payout) => !payouts.includes(payout));
    const lastDay = payouts
      .map(({ day }) => day)
      .sort()
      .at(-1);
    const isLate =
      lastDay !== undefined && expectations.some((expectation) => lastDay > this.dueDay(expectation));
    this.matches.push({ kind, basis, expectations, payouts, isLate });
  }
}
