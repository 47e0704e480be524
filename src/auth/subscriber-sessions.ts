import type { AuditEntry } from '../audit/audit-event';
import { Problem } from '../shared/problem/problem';
import { AuthProblems } from './auth-problems';
import { refreshUntil, type ContinuedSession, type SessionTools } from './session-tools';
import { SqlSessionRows } from './sql/session-rows';
import type { SessionEnd, SubscriberSession } from './subscriber-session';
import type { SessionHolder } from './tokens';

const CHANCE_BYTES = 16;

/** Sessions of subscribers, one for each sign-in, in the database that all replicas share. */
export class SubscriberSessions {
  constructor(private readonly tools: SessionTools) {}

  /** @param upstreamSession what billing's adapter wants kept with the session, in clear */
  async begin(opening: {
    readonly uid: string;
    readonly upstreamSession: string | null;
    readonly address: string | null;
  }): Promise<ContinuedSession> {
    const { clock, ids, random, tokens, seal, units, audit, lives } = this.tools;
    const { uid, upstreamSession, address } = opening;
    const id = ids.next();
    const token = tokens.first(id, random.bytes(CHANCE_BYTES));
    const endsAt = clock.after(lives.sessionMs);
    const session: SubscriberSession = {
      id,
      uid,
      refreshHash: token.hash,
      previous: null,
      createdAt: clock.now(),
      refreshUntil: refreshUntil(this.tools, endsAt),
      endsAt,
      endedAt: null,
    };
    const sealed = upstreamSession === null ? null : seal.seal(id, upstreamSession);
    const event = audit.event({ kind: 'signed_in', subscriberUid: uid, sessionId: id, address });
    await units.together(async (connection) => {
      await new SqlSessionRows(connection).insert(session, sealed);
      await audit.write(connection, event);
    });
    audit.tell(event);
    return { id, uid, refreshToken: token.text, refreshUntil: session.refreshUntil };
  }

  find(id: string): Promise<SubscriberSession | null> {
    return this.rows((rows) => rows.find(id));
  }

  /**
   * Passes when the session that an access token names is still good.
   * @throws Problem `token_invalid` when it was ended, `token_expired` when its time is over
   */
  async prove({ uid, sessionId }: SessionHolder): Promise<void> {
    const session = await this.find(sessionId);
    if (session?.uid !== uid || session.endedAt !== null) throw new Problem(AuthProblems.tokenInvalid);
    if (this.tools.clock.now() >= session.refreshUntil) throw new Problem(AuthProblems.tokenExpired);
  }

  /** Ends a session, forgets what was kept with it, and keeps the event with that. False when it was over before. */
  async end(sessionId: string, reason: SessionEnd, entry: AuditEntry): Promise<boolean> {
    const { units, audit, clock } = this.tools;
    const event = audit.event({ ...entry, sessionId });
    const isEnded = await units.together(async (connection) => {
      const wasGood = await new SqlSessionRows(connection).end(sessionId, clock.now(), reason);
      if (wasGood) await audit.write(connection, event);
      return wasGood;
    });
    if (isEnded) audit.tell(event);
    return isEnded;
  }

  /**
   * Ends every session of a subscriber but one: after a change of the password nobody stays in by the old one.
   * @param exceptSessionId null to end them all
   * @returns how many were ended
   */
  endOthers(uid: string, exceptSessionId: string | null): Promise<number> {
    const now = this.tools.clock.now();
    return this.rows((rows) => rows.endOthers(uid, exceptSessionId, now, 'password_changed'));
  }

  /** What was kept of the upstream's own session; null when ours is over or nothing was. */
  async loadUpstreamSession(sessionId: string): Promise<string | null> {
    const sealed = await this.rows((rows) => rows.upstreamSession(sessionId, this.tools.clock.now()));
    return sealed === null ? null : this.tools.seal.open(sessionId, sealed);
  }

  /** Replaces it; nothing happens when ours is over. */
  async saveUpstreamSession(sessionId: string, text: string): Promise<void> {
    const sealed = this.tools.seal.seal(sessionId, text);
    await this.rows((rows) => rows.keepUpstreamSession(sessionId, this.tools.clock.now(), sealed));
  }

  /** Removes sessions whose time is over, so many at most; answers how many. */
  prune(limit: number): Promise<number> {
    return this.rows((rows) => rows.prune(this.tools.clock.now(), limit));
  }

  private rows<T>(work: (rows: SqlSessionRows) => Promise<T>): Promise<T> {
    return this.tools.units.alone((connection) => work(new SqlSessionRows(connection)));
  }
}
