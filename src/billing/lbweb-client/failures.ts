import { CabinetRejection } from '../cabinet.port';
import { Rejected, Unavailable, UnknownOutcome, type UpstreamError } from '../../shared/upstream-errors';
import type { Route } from './routes';

/** Name of this upstream in errors, metrics and logs. */
export const UPSTREAM = 'billing';

export type TransportReason =
  | 'connection_failed'
  | 'connection_lost'
  | 'timeout'
  | 'bad_http_status'
  | 'malformed_answer'
  | 'answer_too_large'
  /** A redirection or a link leads out of the configured cabinet. */
  | 'foreign_address'
  | 'redirect_loop';

/**
 * An exchange that brought back nothing to read. Made fresh, with words of our own: the errors of axios hold the request,
 * and with it passwords.
 */
export class TransportFailure extends Error {
  constructor(
    readonly reason: TransportReason,
    /** Node's error code or the HTTP status, for operators. */
    readonly hint?: string,
  ) {
    super(hint === undefined ? reason : `${reason} (${hint})`);
    this.name = 'TransportFailure';
  }

  /** True when the cabinet cannot have received the request. */
  get neverSent(): boolean {
    return this.reason === 'connection_failed';
  }
}

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
