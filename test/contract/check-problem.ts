import type { Exchange } from './exchange';

export const PROBLEM = 'application/problem+json';

/** Codes whose answer says when to try again. */
export const WITH_RETRY_AFTER: readonly string[] = [
  'too_many_requests',
  'sign_in_locked',
  'request_in_flight',
  'day_in_motion',
  'registry_being_read',
  'promised_payment_in_flight',
  'promised_payment_outcome_unknown',
  'billing_unavailable',
  'acquirer_unavailable',
  'acquirer_outcome_unknown',
];

/** What a schema cannot say of a problem document: that it fits the answer that carries it. */
export function checkProblem(exchange: Exchange, body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  const problem = body as Readonly<Record<string, unknown>>;
  const code = String(problem['code']);
  const expected = {
    type: `urn:billing-adapter:problem:${code}`,
    status: exchange.status,
    instance: exchange.path.split('?')[0],
    traceId: exchange.responseHeaders['x-request-id'],
  };
  const errors = Object.entries(expected)
    .filter(([name, value]) => problem[name] !== value)
    .map(([name, value]) => `/${name}: must be ${JSON.stringify(value)} in this answer`);
  const mustRetry = WITH_RETRY_AFTER.includes(code);
  const saysWhen = exchange.responseHeaders['retry-after'] !== undefined;
  if (mustRetry === saysWhen) return errors;
  return [...errors, `/code: ${code} must come ${mustRetry ? 'with' : 'without'} the header Retry-After`];
}
