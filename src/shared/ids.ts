import { v7 } from 'uuid';
import type { Clock } from './clock';
import type { Random } from './random';

/** The only source of identity: UUIDs of version 7, which sort by the time they were made. */
export class Ids {
  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  next(): string {
    return v7({ msecs: this.clock.now().getTime(), random: this.random.bytes(16) });
  }
}
