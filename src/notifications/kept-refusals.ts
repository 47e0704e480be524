import type { Clock } from '../shared/clock';

const MINUTE_MS = 60_000;

/** How many refused arrivals this replica keeps: anybody may send them, and nobody shall fill the database with them. */
export class KeptRefusals {
  private minute = Number.NaN;
  private seen = 0;

  constructor(
    private readonly clock: Clock,
    private readonly mostPerMinute: number,
  ) {}

  /** Whether one more is to be kept; `first_too_many` is said once in each minute. */
  admit(): 'kept' | 'first_too_many' | 'too_many' {
    const minute = Math.floor(this.clock.now().getTime() / MINUTE_MS);
    if (minute !== this.minute) {
      this.minute = minute;
      this.seen = 0;
    }
    this.seen += 1;
    if (this.seen <= this.mostPerMinute) return 'kept';
    return this.seen === this.mostPerMinute + 1 ? 'first_too_many' : 'too_many';
  }
}
