/**
 * How long credits took, in milliseconds with three digits that count: enough for percentiles, in little memory however many
 * there are.
 */
export class PostingTimes {
  private readonly counts = new Map<number, number>();
  private total = 0;

  add(ms: number, count = 1): void {
    const rounded = roundedMs(ms);
    this.counts.set(rounded, (this.counts.get(rounded) ?? 0) + count);
    this.total += count;
  }

  /**
   * The shortest time that a share of the credits did not exceed; null while there is none.
   * @param share above 0, at most 1
   */
  percentile(share: number): number | null {
    let left = Math.ceil(this.total * share);
    for (const [ms, count] of [...this.counts].sort(([one], [other]) => one - other)) {
      left -= count;
      if (left <= 0) return ms;
    }
    return null;
  }
}

/** A credit that another confirmation came after took no time. */
export function roundedMs(ms: number): number {
  const whole = Math.max(0, Math.floor(ms));
  const step = 10 ** Math.max(0, String(whole).length - 3);
  return whole - (whole % step);
}
