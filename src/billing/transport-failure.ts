import { errorCodesOf, failedBeforeSending } from '../shared/transport-failure';

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
 * An exchange with billing that brought back nothing to read. Made fresh, with words of our own: the errors of axios and
 * node-soap hold the request and the answer, and with them passwords.
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

  /** True when billing cannot have received the request. */
  get neverSent(): boolean {
    return this.reason === 'connection_failed';
  }
}

/** What an error of axios comes to. */
export function transportFailureOf(error: unknown, timedOut: boolean): TransportFailure {
  const codes = errorCodesOf(error);
  const hint = codes.at(-1);
  if (failedBeforeSending(error)) return new TransportFailure('connection_failed', hint);
  if (timedOut || codes.includes('ETIMEDOUT')) return new TransportFailure('timeout');
  if (error instanceof Error && error.message.startsWith('maxContentLength')) {
    return new TransportFailure('answer_too_large');
  }
  return new TransportFailure('connection_lost', hint);
}
