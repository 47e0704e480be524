import { Unavailable } from '../../shared/upstream-errors';
import type { Api3Operation } from './operations';

/** Name of this upstream in errors, metrics and logs. */
export const UPSTREAM = 'billing';

/** A SOAP fault as the core wrote it: `faultstring` is a message template, `detail` the message with its values. */
export interface SoapFault {
  readonly detail: string;
  readonly faultstring: string;
}

/**
 * Billing does not know the session (any more). The core checks it before anything else, so nothing was executed and
 * the same call may be repeated under a new session.
 */
export class SessionRefused extends Unavailable {
  constructor(operation: Api3Operation) {
    super({ upstream: UPSTREAM, operation, code: 'session_refused' });
    this.name = Unavailable.name;
  }
}

/** An answer of the right shape whose content makes no sense, to a call that changed nothing. */
export function unexpectedAnswer(operation: Api3Operation, what: string): Unavailable {
  return new Unavailable({ upstream: UPSTREAM, operation, code: 'unexpected_answer', upstreamCode: what });
}
