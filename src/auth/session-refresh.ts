import { OutOfService } from '../shared/out-of-service';
import { Problem } from '../shared/problem/problem';
import { AuthProblems } from './auth-problems';
import type { RefreshToken } from './refresh-tokens';
import { refreshUntil, type ContinuedSession, type SessionTools } from './session-tools';
import { SqlSessionRows } from './sql/session-rows';
import { standingOf, type SubscriberSession } from './subscriber-session';
import type { SubscriberSessions } from './subscriber-sessions';

const SALT_BYTES = 16;
/** A token that another replica exchanges meanwhile is looked at again; that cannot happen twice to one token. */
const LOOKS_MAX = 3;

/**
 * Exchanges refresh tokens. Each is good for one exchange. For a short grace it gets the answer of that one again, since
 * answers get lost and tabs of a browser race; after it, whoever shows the token has what he should not have, or somebody
 * else had it before him, and the session ends for both.
 */
export class SessionRefresh {
  constructor(
    private readonly sessions: SubscriberSessions,
    private readonly tools: SessionTools,
  ) {}

  /**
   * Of any number who show one token at one time, at whatever replicas, one makes the exchange and all get its answer.
   * @throws Problem `token_invalid`, `token_expired`
   */
  async execute(text: string, address: string | null): Promise<ContinuedSession> {
    const token = this.tools.tokens.read(text);
    if (!token) throw new Problem(AuthProblems.tokenInvalid);
    for (let look = 1; look <= LOOKS_MAX; look += 1) {
      const session = await this.sessions.find(token.sessionId);
      if (!session) throw new Problem(AuthProblems.tokenInvalid);
      const continued = await this.continueBy(token, session, address);
      if (continued) return continued;
    }
    throw new OutOfService('The database', new Error('A session is never as it was read'));
  }

  /** Null when the session is not as it was read any more. */
  private async continueBy(
    token: RefreshToken,
    session: SubscriberSession,
    address: string | null,
  ): Promise<ContinuedSession | null> {
    switch (standingOf(session, token.hash, this.tools.clock.now(), this.tools.lives.graceMs)) {
      case 'current':
        return this.exchange(token, session);
      case 'just_exchanged':
        return this.answerAgain(token, session);
      case 'used_up':
        await this.sessions.end(session.id, 'refresh_token_reused', {
          kind: 'refresh_token_reused',
          subscriberUid: session.uid,
          address,
        });
        throw new Problem(AuthProblems.tokenInvalid);
      case 'expired':
        throw new Problem(AuthProblems.tokenExpired);
      case 'over':
        throw new Problem(AuthProblems.tokenInvalid);
    }
  }

  private async exchange(token: RefreshToken, session: SubscriberSession): Promise<ContinuedSession | null> {
    const { tokens, random, clock, units } = this.tools;
    const salt = Buffer.from(random.bytes(SALT_BYTES)).toString('hex');
    const next = tokens.next(token, salt);
    const until = refreshUntil(this.tools, session.endsAt);
    const rotation = {
      fromHash: token.hash,
      toHash: next.hash,
      salt,
      at: clock.now(),
      refreshUntil: until,
    };
    const isDone = await units.alone((connection) =>
      new SqlSessionRows(connection).rotate(session.id, rotation),
    );
    return isDone ? { id: session.id, uid: session.uid, refreshToken: next.text, refreshUntil: until } : null;
  }

  private answerAgain(token: RefreshToken, session: SubscriberSession): ContinuedSession {
    const next = this.tools.tokens.next(token, session.previous?.salt ?? '');
    const { id, uid, refreshUntil: until } = session;
    return { id, uid, refreshToken: next.text, refreshUntil: until };
  }
}
