import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OutOfService } from '../out-of-service';
import { UpstreamError } from '../upstream-errors';
import { CommonProblems } from './common-problems';
import { languageOf, Problem, toDocument } from './problem';
import { problemOfUpstream } from './upstream-problems';

const BY_STATUS: Readonly<Record<number, Problem['kind']>> = {
  400: CommonProblems.malformedBody,
  404: CommonProblems.routeNotFound,
  413: CommonProblems.bodyTooLarge,
  415: CommonProblems.unsupportedMediaType,
  429: CommonProblems.tooManyRequests,
  503: CommonProblems.unavailable,
};

/** The status that Nest or Fastify mean by an error of their own. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number')
    return error.statusCode;
  return undefined;
}

/** Files of the description are refused in more ways: a path that leads out of their folder, a range that they lack. */
function ofOtherStatus(status: number): Problem['kind'] | undefined {
  return status >= 400 && status < 500 ? CommonProblems.routeNotFound : undefined;
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof UpstreamError) return problemOfUpstream(error);
  if (error instanceof OutOfService) return new Problem(CommonProblems.unavailable, { cause: error });
  const status = statusOf(error);
  const kind = status === undefined ? undefined : (BY_STATUS[status] ?? ofOtherStatus(status));
  return new Problem(kind ?? CommonProblems.internalError, { cause: error });
}

/** Whatever a request ends in, the answer is a problem document. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(error);
    if (problem.kind === CommonProblems.internalError) {
      this.logger.error(
        { err: problem.cause, path: pathOf(request) },
        'A request failed for a reason we did not foresee',
      );
    } else if (problem.cause instanceof OutOfService) {
      this.logger.error({ err: problem.cause, path: pathOf(request) }, 'A request could not be served');
    } else if (problem.cause instanceof UpstreamError) {
      this.logger.warn(
        { upstreamError: problem.cause.message, code: problem.kind.code },
        'An upstream did not do its part',
      );
    }
    sendProblem(problem, request, reply);
  }
}

/** Answers a request with a problem document in the language that it asks for. */
export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  if (problem.retryAfterSeconds !== undefined)
    void reply.header('retry-after', String(problem.retryAfterSeconds));
  const document = toDocument(problem, {
    language: languageOf(request.headers['accept-language']),
    instance: pathOf(request),
    traceId: request.id,
  });
  void reply
    .code(document.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(document));
}

/** An address may come whole (`http://…`), or as a star. */
function pathOf(request: FastifyRequest): string {
  const [path = ''] = request.url.split(/[?#]/);
  return path.startsWith('/') ? path : '/';
}
