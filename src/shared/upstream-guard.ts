import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleType,
  type BulkheadPolicy,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { Rejected, Unavailable, UnknownOutcome, type UpstreamCall } from './upstream-errors';

export interface UpstreamGuardOptions {
  /** Failed calls in a row after which nothing is sent any more. */
  readonly failuresToOpen: number;
  /** How long nothing is sent before one call tries again, ms. */
  readonly halfOpenAfterMs: number;
  /** Calls at work at once. */
  readonly maxConcurrent: number;
  /** Calls that may wait for a place; more are turned away. */
  readonly maxQueued: number;
}

export type GuardState = 'closed' | 'open' | 'half_open';

/**
 * Stands before an upstream: a circuit breaker that gives a failing one time to recover, and a bound on the calls at work.
 * Only Unavailable and UnknownOutcome count as failures; any other ending is an answer, a refusal too.
 */
export class UpstreamGuard {
  private readonly breaker: CircuitBreakerPolicy;
  private readonly places: BulkheadPolicy;

  constructor(options: UpstreamGuardOptions) {
    this.breaker = circuitBreaker(handleType(Unavailable).orType(UnknownOutcome), {
      halfOpenAfter: options.halfOpenAfterMs,
      breaker: new ConsecutiveBreaker(options.failuresToOpen),
    });
    this.places = bulkhead(options.maxConcurrent, options.maxQueued);
  }

  /** For metrics. `open` lasts until the first call after the pause, which makes it `half_open`. */
  get state(): GuardState {
    switch (this.breaker.state) {
      case CircuitState.Closed:
        return 'closed';
      case CircuitState.HalfOpen:
        return 'half_open';
      default:
        return 'open';
    }
  }

  /**
   * Runs a call of the upstream, when there is a place and the breaker lets it through. The breaker is asked once the call has
   * its place, so that a queue empties at once when it opens.
   * @throws Unavailable `circuit_open` or `overloaded` with nothing sent; else what the work throws
   */
  async run<T>(call: UpstreamCall, work: () => Promise<T>): Promise<T> {
    try {
      return await this.places.execute(() => this.pass(call, work));
    } catch (error) {
      if (error instanceof BulkheadRejectedError) throw new Unavailable({ ...call, code: 'overloaded' });
      throw error;
    }
  }

  private async pass<T>(call: UpstreamCall, work: () => Promise<T>): Promise<T> {
    // While one call tries again, cockatiel would hold the others back until it ends.
    if (this.breaker.state === CircuitState.HalfOpen) throw circuitOpen(call);
    try {
      const ending = await this.breaker.execute(() => endingOf(work));
      if ('refusal' in ending) throw ending.refusal;
      return ending.value;
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw circuitOpen(call);
      throw error;
    }
  }
}

/** A refusal proves that the upstream is there: to the breaker it is a success, and ends a row of failures. */
async function endingOf<T>(work: () => Promise<T>): Promise<{ value: T } | { refusal: Rejected }> {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof Rejected) return { refusal: error };
    throw error;
  }
}

function circuitOpen(call: UpstreamCall): Unavailable {
  return new Unavailable({ ...call, code: 'circuit_open' });
}
