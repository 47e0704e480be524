import type { RateLimits } from './rate-limits';
import type { SubscriberSessions } from './subscriber-sessions';

/** Rows that one statement removes: few enough to be certified by a cluster without a word. */
const BATCH = 500;
/** Batches of one run; what is left waits for the next. */
const BATCHES_MAX = 20;

/** Removes sessions and counts whose time is over. */
export class Housekeeping {
  constructor(
    private readonly sessions: SubscriberSessions,
    private readonly limits: RateLimits,
  ) {}

  async run(isStopped: () => boolean): Promise<void> {
    for (const room of [this.sessions, this.limits]) {
      for (let batch = 1; batch <= BATCHES_MAX && !isStopped(); batch += 1) {
        if ((await room.prune(BATCH)) < BATCH) break;
      }
    }
  }
}
