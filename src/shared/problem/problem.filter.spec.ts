import type { ArgumentsHost } from '@nestjs/common';
import { ProblemFilter } from './problem.filter';

function answerTo(error: unknown, url = '/docs/..'): { status: number; body: Record<string, unknown> } {
  const seen = { status: 0, body: {} };
  const reply = {
    code: (status: number) => {
      seen.status = status;
      return reply;
    },
    header: () => reply,
    send: (text: string) => {
      seen.body = JSON.parse(text) as Record<string, unknown>;
      return reply;
    },
  };
  const http = { getRequest: () => ({ url, headers: {}, id: 't-1' }), getResponse: () => reply };
  new ProblemFilter().catch(error, { switchToHttp: () => http } as unknown as ArgumentsHost);
  return seen;
}

const failed = (statusCode: number): Error => Object.assign(new Error('no'), { statusCode });

describe('the filter of problems', () => {
  it.each([
    [400, 400, 'malformed_body'],
    [403, 404, 'route_not_found'],
    [404, 404, 'route_not_found'],
    [413, 413, 'body_too_large'],
    [416, 404, 'route_not_found'],
  ])('makes of the status %d of others the status %d, %s', (given, status, code) => {
    expect(answerTo(failed(given))).toMatchObject({ status, body: { status, code } });
  });

  it.each([
    ['/v1/payments?a=1', '/v1/payments'],
    ['/v1/payments#a?b', '/v1/payments'],
    ['http://elsewhere/v1', '/'],
    ['*', '/'],
  ])('names of the address %s the path %s', (url, instance) => {
    expect(answerTo(failed(404), url).body).toMatchObject({ instance });
  });
});
