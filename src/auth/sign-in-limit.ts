import { Injectable, type ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail, type ThrottlerModuleOptions } from '@nestjs/throttler';
import { CommonProblems } from '../shared/problem/common-problems';
import { Problem } from '../shared/problem/problem';

const MINUTE_MS = 60_000;

/** The login that a sign-in tries, in one spelling. */
function loginOf(request: Record<string, unknown>): string {
  const body = request['body'];
  const login = typeof body === 'object' && body !== null && 'login' in body ? body.login : undefined;
  return typeof login === 'string' ? login.trim().toLowerCase() : '';
}

const addressOf = (request: Record<string, unknown>): string => String(request['ip']);

/** How many sign-ins one login and one address may try, for each replica. */
export const SIGN_IN_LIMITS: ThrottlerModuleOptions = {
  setHeaders: false,
  throttlers: [
    {
      name: 'login',
      ttl: MINUTE_MS,
      limit: 5,
      getTracker: (request) => loginOf(request) || addressOf(request),
    },
    { name: 'address', ttl: MINUTE_MS, limit: 30, getTracker: addressOf },
  ],
};

/** Slows down who guesses passwords. */
@Injectable()
export class SignInLimit extends ThrottlerGuard {
  protected override throwThrottlingException(
    _context: ExecutionContext,
    detail: ThrottlerLimitDetail,
  ): Promise<void> {
    throw new Problem(CommonProblems.tooManyRequests, {
      retryAfterSeconds: Math.max(1, detail.timeToBlockExpire),
    });
  }
}
