import type { Audit } from '../audit/audit';
import { CabinetRejection, type CabinetPort } from '../billing/cabinet.port';
import type { Clock } from '../shared/clock';
import { Problem } from '../shared/problem/problem';
import { Rejected } from '../shared/upstream-errors';
import { AuthProblems } from './auth-problems';
import { isWrongPassword } from './failure-lock';
import type { KeyedHash } from './keyed-hash';
import { notBefore } from './not-before';
import type { SignInTries } from './sign-in-tries';
import type { SubscriberSessions } from './subscriber-sessions';
import type { TokenPair, Tokens } from './tokens';

export interface Credentials {
  readonly login: string;
  readonly password: string;
  /** Network address of the subscriber. */
  readonly address: string;
}

interface Tools {
  readonly cabinet: Pick<CabinetPort, 'signIn'>;
  readonly tries: SignInTries;
  readonly sessions: SubscriberSessions;
  readonly tokens: Tokens;
  readonly audit: Audit;
  readonly hash: KeyedHash;
  readonly clock: Clock;
}

/** What a subscriber is told when billing does not let him in. */
function problemOf(error: unknown): unknown {
  if (isWrongPassword(error)) return new Problem(AuthProblems.invalidCredentials);
  const isCaptcha = error instanceof Rejected && error.code === CabinetRejection.captchaRequired;
  return isCaptcha ? new Problem(AuthProblems.signInNotPossible, { cause: error }) : error;
}

/**
 * Signs a subscriber in. The password is checked by billing and kept nowhere. An unknown login and a wrong password go one
 * way, end in one answer and take one time.
 */
export class SignIn {
  constructor(
    private readonly tools: Tools,
    /** Milliseconds before which no sign-in is answered that failed. */
    private readonly floorMs: number,
  ) {}

  /** @throws Problem `invalid_credentials`, `sign_in_locked`, `sign_in_not_possible`; `Unavailable` when billing is away */
  async execute(credentials: Credentials): Promise<TokenPair> {
    const { tries, clock, cabinet } = this.tools;
    const startedAt = clock.now();
    try {
      const found = await tries.attempt(credentials, () => cabinet.signIn(credentials));
      return await this.begin(found, credentials.address);
    } catch (error) {
      if (isWrongPassword(error)) await this.recordFailure(credentials);
      await notBefore(clock, startedAt, this.floorMs);
      throw problemOf(error);
    }
  }

  private async begin(
    found: { readonly uid: string; readonly upstreamSession: string | null },
    address: string,
  ): Promise<TokenPair> {
    return this.tools.tokens.pairFor(await this.tools.sessions.begin({ ...found, address }));
  }

  private recordFailure({ login, address }: Credentials): Promise<void> {
    const { audit, hash } = this.tools;
    return audit.record({ kind: 'sign_in_failed', address, details: { loginHash: hash.ofLogin(login) } });
  }
}
