import { backoffMs } from '../shared/backoff';
import type { Clock } from '../shared/clock';
import { OutOfService } from '../shared/out-of-service';
import type { Random } from '../shared/random';
import { isAway, mayRunAgain } from './sql';

const TRIES_MAX = 8;
const PAUSE = { firstMs: 10, factor: 2, capMs: 500 };
/** A node that died is replaced within it; a request waits no longer for a server that does not come back. */
const AWAY_PATIENCE_MS = 3_000;

/** Runs work on the database again where that is safe: nothing of it was kept, and the reason passes. */
export class Insistence {
  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /**
   * @param passes further errors after which the work may be run again
   * @throws OutOfService when the database is away, or in each other's way for too long
   */
  async run<T>(work: () => Promise<T>, passes: (error: unknown) => boolean = () => false): Promise<T> {
    const patientUntil = this.clock.after(AWAY_PATIENCE_MS);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        // Whoever says so has done what could be done.
        if (error instanceof OutOfService) throw error;
        const isOurs = isAway(error) || mayRunAgain(error);
        if (!isOurs && !passes(error)) throw error;
        const isTooLate = isAway(error) ? this.clock.now() >= patientUntil : attempt >= TRIES_MAX;
        if (isTooLate) throw isOurs ? new OutOfService('The database', error) : error;
        await this.clock.sleep(backoffMs(PAUSE, attempt, this.random));
      }
    }
  }
}
