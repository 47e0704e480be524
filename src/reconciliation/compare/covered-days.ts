import type { BusinessDays } from '../../shared/business-days';

/** The bank's clock and ours, and the way of its word to us, may put one act on both sides of a midnight. */
const CLOCKS_APART_MS = 10 * 60_000;

/** The days that registries cover. */
export class CoveredDays {
  private readonly names: ReadonlySet<string>;

  constructor(
    names: readonly string[],
    private readonly days: BusinessDays,
  ) {
    this.names = new Set(names);
  }

  /** Whether all the days are covered on which something may have happened that began and was heard of at these moments. */
  coverAll(began: Date, heardOf: Date): boolean {
    if (this.names.size === 0) return false;
    const first = new Date(began.getTime() - CLOCKS_APART_MS);
    const last = new Date(heardOf.getTime() + CLOCKS_APART_MS);
    return this.days.between(first, last).every(({ from }) => this.names.has(this.days.nameOf(from)));
  }
}
