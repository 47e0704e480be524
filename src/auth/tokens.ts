import type { JwtService } from '@nestjs/jwt';
import type { Clock } from '../shared/clock';
import { isUuid } from '../shared/http/parameters';
import { Problem } from '../shared/problem/problem';
import { AuthProblems } from './auth-problems';
import type { ContinuedSession } from './session-tools';

/** Whom an access token names. */
export interface SessionHolder {
  /** Billing's id of the account. */
  readonly uid: string;
  readonly sessionId: string;
}

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly tokenType: 'Bearer';
  /** Seconds until the access token ends. */
  readonly expiresIn: number;
}

interface Claims {
  readonly sub?: unknown;
  readonly sid?: unknown;
}

const ISSUER = 'billing-adapter';
const AUDIENCE = 'access';

/** Signed access tokens of subscribers: who they are and by which session, and nothing else. */
export class Tokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly accessSeconds: number,
    private readonly clock: Clock,
  ) {}

  /** What a client is given to go on with a session. No access token outlives the session. */
  pairFor({ id, uid, refreshToken, refreshUntil }: ContinuedSession): TokenPair {
    const left = Math.floor(refreshUntil.getTime() / 1000) - this.seconds();
    const expiresIn = Math.max(1, Math.min(this.accessSeconds, left));
    const accessToken = this.sign({ uid, sessionId: id }, expiresIn);
    return { accessToken, refreshToken, tokenType: 'Bearer', expiresIn };
  }

  /**
   * Whom an access token proves. Whether the session is still good is another question.
   * @throws Problem `token_expired` or `token_invalid`
   */
  verify(token: string): SessionHolder {
    const { sub, sid } = this.claimsOf(token);
    if (typeof sub !== 'string' || !isUuid(sid)) throw new Problem(AuthProblems.tokenInvalid);
    return { uid: sub, sessionId: sid };
  }

  private claimsOf(token: string): Claims {
    try {
      return this.jwt.verify<Claims & object>(token, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
        clockTimestamp: this.seconds(),
      });
    } catch (error) {
      const isExpired = error instanceof Error && error.name === 'TokenExpiredError';
      throw new Problem(isExpired ? AuthProblems.tokenExpired : AuthProblems.tokenInvalid);
    }
  }

  private sign({ uid, sessionId }: SessionHolder, seconds: number): string {
    const iat = this.seconds();
    return this.jwt.sign(
      { iat, exp: iat + seconds, sid: sessionId },
      { algorithm: 'HS256', subject: uid, issuer: ISSUER, audience: AUDIENCE },
    );
  }

  private seconds(): number {
    return Math.floor(this.clock.now().getTime() / 1000);
  }
}
