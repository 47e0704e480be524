import type { JwtService } from '@nestjs/jwt';
import type { Clock } from '../shared/clock';
import { Problem } from '../shared/problem/problem';
import { AuthProblems } from './auth-problems';

type TokenUse = 'access' | 'refresh';

export interface TokenLives {
  readonly accessSeconds: number;
  readonly refreshSeconds: number;
}

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly tokenType: 'Bearer';
  /** Seconds until the access token ends. */
  readonly expiresIn: number;
}

const ISSUER = 'billing-adapter';

/** Signed tokens of subscribers: who they are and nothing else. */
export class Tokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly lives: TokenLives,
    private readonly clock: Clock,
  ) {}

  issue(uid: string): TokenPair {
    return {
      accessToken: this.sign(uid, 'access', this.lives.accessSeconds),
      refreshToken: this.sign(uid, 'refresh', this.lives.refreshSeconds),
      tokenType: 'Bearer',
      expiresIn: this.lives.accessSeconds,
    };
  }

  /**
   * The subscriber's uid that a token proves.
   * @throws Problem `token_expired` or `token_invalid`
   */
  verify(token: string, use: TokenUse): string {
    let claims: { sub?: unknown };
    try {
      claims = this.jwt.verify<{ sub?: unknown }>(token, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: use,
        clockTimestamp: this.seconds(),
      });
    } catch (error) {
      const isExpired = error instanceof Error && error.name === 'TokenExpiredError';
      throw new Problem(isExpired ? AuthProblems.tokenExpired : AuthProblems.tokenInvalid);
    }
    if (typeof claims.sub !== 'string') throw new Problem(AuthProblems.tokenInvalid);
    return claims.sub;
  }

  private sign(uid: string, use: TokenUse, seconds: number): string {
    const iat = this.seconds();
    return this.jwt.sign(
      { iat, exp: iat + seconds },
      { algorithm: 'HS256', subject: uid, issuer: ISSUER, audience: use },
    );
  }

  private seconds(): number {
    return Math.floor(this.clock.now().getTime() / 1000);
  }
}
