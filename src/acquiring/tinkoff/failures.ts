import { failedBeforeSending } from '../../shared/transport-failure';
import { Rejected, Unavailable, UnknownOutcome, type UpstreamError } from '../../shared/upstream-errors';
import { CONNECT_TIMEOUT_CODE } from './ca-bundle';
import { meaningOf, NOTHING_PROVEN, type BankOperation, type Ending } from './error-table';
import { maskText } from './masking';
import { field, wordOf, type WireObject } from './wire-values';

export const UPSTREAM = 'tinkoff';

interface FailureDetails {
  readonly operation: BankOperation;
  readonly code: string;
  readonly upstreamCode?: string | undefined;
  readonly cause?: Error | undefined;
}

function failure(ending: Ending, details: FailureDetails): UpstreamError {
  const full = { upstream: UPSTREAM, ...details };
  if (ending === 'rejected') return new Rejected(full);
  return ending === 'unavailable' ? new Unavailable(full) : new UnknownOutcome(full);
}

/** No answer that can be trusted: unknown for what may have changed something, else only unavailable. */
export function inDoubt(operation: BankOperation, code: string, upstreamCode?: string): UpstreamError {
  return failure(NOTHING_PROVEN[operation], { operation, code, upstreamCode });
}

/** An answer without a payment in it that can be relied on: what the bank's error code makes of it. */
export function refusal(operation: BankOperation, answer: WireObject): UpstreamError {
  const upstreamCode = wordOf(field(answer, 'ErrorCode'));
  if (upstreamCode === null) return inDoubt(operation, 'incomplete_answer');
  const { code, endings } = meaningOf(upstreamCode);
  const texts = [field(answer, 'Message'), field(answer, 'Details')].filter(
    (text) => typeof text === 'string',
  );
  // The bank's texts are for people, and an operator wants them; its code alone decides.
  const cause = new Error(`The bank says: ${maskText(texts.join('; ').slice(0, 2000)).slice(0, 300)}`);
  return failure(endings[operation], { operation, code, upstreamCode, cause });
}

interface SystemFailure {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** Node names the step that failed: resolving and connecting come before the first byte of a request. */
function failedConnecting(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  const { code, syscall, cause, errors } = error as SystemFailure;
  if (code === CONNECT_TIMEOUT_CODE || syscall === 'connect' || syscall === 'getaddrinfo') return true;
  // One error for each address of the host that was tried.
  if (Array.isArray(errors) && errors.length > 0)
    return errors.every((one) => failedConnecting(one, depth + 1));
  return failedConnecting(cause, depth + 1);
}

const TIMEOUTS = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ERR_CANCELED']);

/**
 * A call that ended without an answer. The error of the HTTP client holds the request, and so the token: nothing of it
 * goes on but its code.
 */
export function transportFailure(operation: BankOperation, error: unknown): UpstreamError {
  const rawCode = (error as SystemFailure | null | undefined)?.code;
  const upstreamCode = typeof rawCode === 'string' ? rawCode : undefined;
  const cause = Object.assign(new Error(`No answer: ${upstreamCode ?? 'unknown cause'}`), {
    code: upstreamCode,
  });
  const wasNeverSent = failedBeforeSending(error) || failedConnecting(error);
  if (wasNeverSent) return failure('unavailable', { operation, code: 'unreachable', upstreamCode, cause });
  const code = upstreamCode !== undefined && TIMEOUTS.has(upstreamCode) ? 'timeout' : 'transport_failure';
  return failure(NOTHING_PROVEN[operation], { operation, code, upstreamCode, cause });
}
