import { CabinetRejection } from '../cabinet.port';
import { Rejected, Unavailable, UnknownOutcome, type UpstreamError } from '../../shared/upstream-errors';
import type { TransportFailure } from '../transport-failure';
import type { Route } from './routes';

/** Name of this upstream in errors, metrics and logs. */
export const UPSTREAM = 'billing';

/** What the request would do: a read may be repeated, an act may have been done. */
export type Effect = 'read' | 'act';

export function unavailable(operation: Route, code: string, upstreamCode?: string): Unavailable {
  return new Unavailable({ upstream: UPSTREAM, operation, code, upstreamCode });
}

/** For an act that left and of which nothing tells what became of it. */
export function unknownOutcome(operation: Route, code: string, upstreamCode?: string): UnknownOutcome {
  return new UnknownOutcome({ upstream: UPSTREAM, operation, code, upstreamCode });
}

export function rejected(operation: Route, code: string, reference?: string): Rejected {
  return new Rejected({ upstream: UPSTREAM, operation, code, reference });
}

export function sessionEnded(operation: Route): Rejected {
  return rejected(operation, CabinetRejection.sessionEnded);
}

/** The typed error of an exchange that brought back nothing to read. */
export function ofTransport(operation: Route, failure: TransportFailure, effect: Effect): UpstreamError {
  const { reason, hint, neverSent } = failure;
  if (effect === 'act' && !neverSent) return unknownOutcome(operation, reason, hint);
  return unavailable(operation, reason, hint);
}
