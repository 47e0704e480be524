import type { Contract } from '../../contract/contract';
import type { HttpReply } from './http-reply';

const PROBLEM = 'application/problem+json';
/** What any address answers, listed or not, before it comes to a handler. */
const BEFORE_ANY_HANDLER = ['route_not_found', 'malformed_body', 'body_too_large', 'unsupported_media_type'];

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

function unlisted(contract: Contract, { path }: Asked, reply: HttpReply): string[] {
  if (reply.headers['content-type']?.startsWith(PROBLEM) !== true)
    return ['an unlisted address answers no problem'];
  const body = JSON.parse(reply.body) as { code: string; instance: string; traceId: string; status: number };
  const errors = contract.schemas.errors('/components/schemas/Problem', body);
  if (!BEFORE_ANY_HANDLER.includes(body.code)) errors.push(`an unlisted address answers ${body.code}`);
  if (body.instance !== path.split(/[?#]/)[0]) errors.push(`instance ${body.instance}`);
  if (body.traceId !== reply.headers['x-request-id']) errors.push('traceId is not the id of the request');
  if (body.status !== reply.status) errors.push('status is not that of the answer');
  return errors;
}

/**
 * Where an answer departs from openapi.yaml. A wrong request counts only where it was taken for a right one; undeclared
 * query parameters are passed over by the service.
 */
export function departures(contract: Contract, asked: Asked, reply: HttpReply): string[] {
  const path = asked.path.split(/[?#]/)[0] ?? '';
  const isListed = contract.operations.some(
    ({ method, match }) => method === asked.method && match(path) !== null,
  );
  // A HEAD is answered as its GET would be, without a body to check.
  if (asked.method === 'HEAD') return [];
  // The page of the description has files of its own.
  if (!isListed && reply.status < 400 && /^\/docs\//.test(path)) return [];
  if (!isListed) return unlisted(contract, asked, reply);
  return contract
    .check({
      method: asked.method,
      path: asked.path.replace(/#.*/, ''),
      requestHeaders: asked.headers,
      requestBody: asked.body,
      status: reply.status,
      responseHeaders: reply.headers,
      responseBody: reply.body,
    })
    .filter((line) => !line.startsWith('request query') || !line.endsWith('undeclared parameter'));
}
