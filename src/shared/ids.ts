import { v7 } from 'uuid';
import type { Clock } from './clock';
import type { Random } from './random';

/**
 * The only source of identity: UUIDs of version 7. They sort by the time they were made, and those of one process in the
 * very order, also within a millisecond and when the clock goes back.
 */
export class Ids {
  private lastMs = 0;
  private sequence = 0;

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  next(): string {
    const now = this.clock.now().getTime();
    if (now > this.lastMs) {
      this.lastMs = now;
      // Half of the space, so that many can follow within the millisecond.
      this.sequence = Math.floor(this.random.fraction() * 0x8000_0000);
    } else {
      this.sequence += 1;
    }
    return v7({ msecs: this.lastMs, seq: this.sequence, random: this.random.bytes(16) });
  }
}
