import type { ThrottlerStorage } from '@nestjs/throttler';
import type { RateLimits } from './rate-limits';

type Throttled = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** Keeps the throttler's counts in the database. */
export class DatabaseThrottling implements ThrottlerStorage {
  constructor(private readonly limits: RateLimits) {}

  /**
   * @param ttl milliseconds of a window
   * @param blockDuration milliseconds for which the hit after the last allowed one closes the way
   * @throws OutOfService when the database is away
   */
  async increment(key: string, ttl: number, limit: number, blockDuration: number): Promise<Throttled> {
    const counting = { windowMs: ttl, blockAt: limit + 1, blockMs: blockDuration };
    const totalHits = await this.limits.hit(key, counting);
    const isBlocked = totalHits > limit;
    const timeToExpire = isBlocked ? await this.limits.secondsLeft(key) : Math.ceil(ttl / 1000);
    return { totalHits, timeToExpire, isBlocked, timeToBlockExpire: isBlocked ? timeToExpire : 0 };
  }
}
