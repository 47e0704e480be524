/** The days from the first to the last of those that were seen, each `YYYY-MM-DD`. */
export class Span {
  private ends: { readonly firstDay: string; readonly lastDay: string } | null = null;

  see(day: string | null): void {
    if (day === null) return;
    const { firstDay, lastDay } = this.ends ?? { firstDay: day, lastDay: day };
    this.ends = { firstDay: day < firstDay ? day : firstDay, lastDay: day > lastDay ? day : lastDay };
  }

  /** Null when none was seen. */
  get days(): { readonly firstDay: string; readonly lastDay: string } | null {
    return this.ends;
  }
}
