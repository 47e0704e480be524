import type { Clock } from '../shared/clock';
import type { KeyedHash } from './keyed-hash';
import { SqlRateLimitRows } from './sql/rate-limit-rows';
import type { SqlUnits } from '../database/sql-units';

/** How something is counted. */
export interface Counting {
  /** From the first hit on, hits are counted together for so long. */
  readonly windowMs: number;
  /** The hit, from 2 on, with which a block of `blockMs` takes the place of what is left of the window. */
  readonly blockAt: number;
  readonly blockMs: number;
}

/**
 * Counts of what may happen so often only, in the database: they hold across replicas and restarts. Whatever is counted is
 * stored under a keyed hash. When the database is away nothing is counted and nobody is let in: every call throws
 * `OutOfService`.
 */
export class RateLimits {
  constructor(
    private readonly units: SqlUnits,
    private readonly hash: KeyedHash,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts one hit.
   * @param name what is counted, such as `sign-in login 100017`
   * @returns how many hits there are in the window or block, this one included
   */
  hit(name: string, { windowMs, blockAt, blockMs }: Counting): Promise<number> {
    const hit = {
      bucket: this.hash.of(name),
      now: this.clock.now(),
      windowEnd: this.clock.after(windowMs),
      blockAt,
      blockEnd: this.clock.after(blockMs),
    };
    return this.rows((rows) => rows.hit(hit));
  }

  /** Whole seconds until the window or block ends, at least 1. */
  async secondsLeft(name: string): Promise<number> {
    const end = await this.rows((rows) => rows.endOf(this.hash.of(name)));
    return Math.max(1, Math.ceil(((end ?? this.clock.now()).getTime() - this.clock.now().getTime()) / 1000));
  }

  /** Takes one hit back. */
  takeBack(name: string): Promise<void> {
    return this.rows((rows) => rows.takeBack(this.hash.of(name)));
  }

  /** Begins anew. */
  clear(name: string): Promise<void> {
    return this.rows((rows) => rows.clear(this.hash.of(name)));
  }

  /** Removes counts whose time is over, so many at most; answers how many. */
  prune(limit: number): Promise<number> {
    return this.rows((rows) => rows.prune(this.clock.now(), limit));
  }

  private rows<T>(work: (rows: SqlRateLimitRows) => Promise<T>): Promise<T> {
    return this.units.alone((connection) => work(new SqlRateLimitRows(connection)));
  }
}
