import { LRUCache } from 'lru-cache';
import type { Clock } from '../../shared/clock';
import { Rejected } from '../../shared/upstream-errors';

/** An answer of billing, and from when it is. */
export interface Known<T> {
  readonly value: T;
  readonly asOf: Date;
  /** True when billing was asked again and did not answer: it may have changed since. */
  readonly isStale: boolean;
}

export interface LastKnownOptions {
  readonly clock: Clock;
  /** How old an answer may be that is given in place of one that does not come, ms. */
  readonly staleForMs: number;
  /** How long billing is waited for when there is such an answer, ms. */
  readonly patienceMs: number;
  /** How much is remembered, in rows of answers. */
  readonly maxRows: number;
}

/**
 * Reads of billing: those who ask for the same thing at the same time share one call, and when billing does not answer, its
 * last answer is given and called stale. While billing answers, nothing is given from memory. Not for what decides about
 * money.
 */
export class LastKnown {
  private readonly underWay = new Map<string, Promise<Known<unknown>>>();
  private readonly answers: LRUCache<string, Known<object>>;

  constructor(private readonly options: LastKnownOptions) {
    this.answers = new LRUCache({
      maxSize: options.maxRows,
      sizeCalculation: ({ value }) => rowsOf(value),
    });
  }

  /**
   * @param key what is asked for, and for whom: answers are never shared between subscribers
   * @throws UpstreamError when billing does not answer and the last answer is too old, or there is none; a refusal always
   */
  async read<T extends object>(key: string, work: () => Promise<T>): Promise<Known<T>> {
    const fresh = this.underWay.get(key) ?? this.start(key, work);
    const old = this.remembered<T>(key);
    try {
      if (!old) return (await fresh) as Known<T>;
      return ((await this.withPatience(fresh)) as Known<T> | null) ?? old;
    } catch (error) {
      const last = this.remembered<T>(key);
      if (error instanceof Rejected || !last) throw error;
      return last;
    }
  }

  private start<T extends object>(key: string, work: () => Promise<T>): Promise<Known<T>> {
    const asOf = this.options.clock.now();
    const started = work().then(
      (value) => {
        this.answers.set(key, { value, asOf, isStale: true });
        return { value, asOf, isStale: false };
      },
      (error: unknown) => {
        if (error instanceof Rejected) this.answers.delete(key);
        throw error;
      },
    );
    this.underWay.set(key, started);
    const done = (): void => {
      this.underWay.delete(key);
    };
    started.then(done, done);
    return started;
  }

  private remembered<T extends object>(key: string): Known<T> | null {
    const { clock, staleForMs } = this.options;
    const known = this.answers.get(key);
    if (!known || clock.now().getTime() - known.asOf.getTime() > staleForMs) return null;
    return known as Known<T>;
  }

  /** Null when it takes too long; it goes on for the next one to ask. */
  private async withPatience(fresh: Promise<Known<unknown>>): Promise<Known<unknown> | null> {
    const tooLong = new AbortController();
    const waited = this.options.clock.sleep(this.options.patienceMs, tooLong.signal).then(() => null);
    try {
      return await Promise.race([fresh, waited]);
    } finally {
      tooLong.abort();
    }
  }
}

/** An answer counts for the rows in it: a long history takes the place of many balances. */
function rowsOf(value: object): number {
  const parts: readonly unknown[] = [value, ...(Object.values(value) as readonly unknown[])];
  return parts.reduce<number>((sum, part) => sum + (Array.isArray(part) ? part.length : 0), 1);
}
