import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  normalizeIp,
  ThrottlerGuard,
  type ThrottlerLimitDetail,
  type ThrottlerModuleOptions,
} from '@nestjs/throttler';
import { CommonProblems } from '../shared/problem/common-problems';
import { Problem } from '../shared/problem/problem';
import { DatabaseThrottling } from './database-throttling';
import { spelledLogin } from './keyed-hash';

export const SIGN_IN_LIMITS = Symbol('SignInLimits');
export const RECOVERY_LIMITS = Symbol('RecoveryLimits');

/** The login that a request tries, in one spelling. */
function loginOf(request: Record<string, unknown>): string {
  const body = request['body'];
  const login = typeof body === 'object' && body !== null && 'login' in body ? body.login : undefined;
  return typeof login === 'string' ? spelledLogin(login) : '';
}

/** An address as it is counted: of IPv6 the network that one subscriber has to himself. */
export const countedAddress = (address: string): string => normalizeIp(address);

const addressOf = (request: Record<string, unknown>): string => countedAddress(String(request['ip']));

/** How often one login and one address may try within a time, over all replicas. */
export function limitsOf(plan: {
  readonly perLogin: number;
  readonly perAddress: number;
  readonly windowMs: number;
}): ThrottlerModuleOptions {
  const { perLogin, perAddress, windowMs } = plan;
  return {
    setHeaders: false,
    throttlers: [
      {
        name: 'login',
        ttl: windowMs,
        limit: perLogin,
        getTracker: (request) => loginOf(request) || addressOf(request),
      },
      { name: 'address', ttl: windowMs, limit: perAddress, getTracker: addressOf },
    ],
  };
}

// What the parent class asks Nest for by its own marks would be asked for here too, where no mark of our own stands.
abstract class LoginLimit extends ThrottlerGuard {
  protected override throwThrottlingException(
    _context: ExecutionContext,
    detail: ThrottlerLimitDetail,
  ): Promise<void> {
    throw new Problem(CommonProblems.tooManyRequests, {
      retryAfterSeconds: Math.max(1, detail.timeToBlockExpire),
    });
  }
}

/** Slows down who guesses passwords. */
@Injectable()
export class SignInLimit extends LoginLimit {
  constructor(
    @Inject(SIGN_IN_LIMITS) limits: ThrottlerModuleOptions,
    @Inject(DatabaseThrottling) counts: DatabaseThrottling,
    reflector: Reflector,
  ) {
    super(limits, counts, reflector);
  }
}

/** Keeps a password recovery, whose body names a `login`, from filling mailboxes and from finding out logins. */
@Injectable()
export class RecoveryLimit extends LoginLimit {
  constructor(
    @Inject(RECOVERY_LIMITS) limits: ThrottlerModuleOptions,
    @Inject(DatabaseThrottling) counts: DatabaseThrottling,
    reflector: Reflector,
  ) {
    super(limits, counts, reflector);
  }
}
