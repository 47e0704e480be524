import { randomBytes } from 'node:crypto';
import type { Clock } from '../values/clock';

export type SessionKind = 'manager' | 'client';

export interface Session {
  readonly token: string;
  readonly kind: SessionKind;
  /** `personid` of a manager, `uid` of a subscriber. */
  readonly personid: number;
  readonly expiresAt: number;
}

/** Real lifetimes are unknown; these are the ones a live client's own tests use (api3 facts: sessions). */
export const LIFETIME_SECONDS: Readonly<Record<SessionKind, number>> = { manager: 600, client: 1800 };

/** Sign-ins in force. Several at once are allowed; none is prolonged by use. */
export class Sessions {
  private readonly byToken = new Map<string, Session>();
  private readonly ended = new Map<string, SessionKind>();

  constructor(private readonly now: Clock) {}

  open(kind: SessionKind, personid: number): Session {
    const expiresAt = this.now() + LIFETIME_SECONDS[kind] * 1000;
    const session: Session = { token: newToken(), kind, personid, expiresAt };
    this.byToken.set(session.token, session);
    return session;
  }

  find(token: string | undefined): Session | undefined {
    const session = token === undefined ? undefined : this.byToken.get(token);
    if (session && session.expiresAt <= this.now()) {
      this.close(session);
      return undefined;
    }
    return session;
  }

  /** Of which kind a session was that is no more: the refusal of a call says it. */
  endedKind(token: string | undefined): SessionKind | undefined {
    return token === undefined ? undefined : this.ended.get(token);
  }

  close(session: Session): void {
    this.byToken.delete(session.token);
    this.ended.set(session.token, session.kind);
  }

  expireAll(): number {
    const open = [...this.byToken.values()];
    open.forEach((session) => this.close(session));
    return open.length;
  }
}

/** A value that opens nothing: failed sign-ins hand one out too. */
export function newToken(): string {
  return randomBytes(16).toString('hex');
}
