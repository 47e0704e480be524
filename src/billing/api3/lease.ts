import type { Clock } from '../../shared/clock';
import { Unavailable } from '../../shared/upstream-errors';
import { UPSTREAM } from './failures';
import type { Api3Operation } from './operations';

/**
 * A check for the last moment before a write leaves: signing in or waiting may have taken longer than the lease on the work,
 * and then another worker may be at it.
 * @throws Unavailable `lease_expired` (from the check)
 */
export function notAfter(limit: Date, clock: Clock, operation: Api3Operation): () => void {
  return () => {
    if (clock.now() > limit) throw new Unavailable({ upstream: UPSTREAM, operation, code: 'lease_expired' });
  };
}
