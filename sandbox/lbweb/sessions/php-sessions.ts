import { randomBytes } from 'node:crypto';

export interface Flash {
  readonly kind: 'success' | 'error';
  readonly text: string;
}

export interface SignedIn {
  readonly login: string;
  readonly uid: number;
  /** The core's session. */
  readonly sessnum: string;
}

/** What PHP keeps for one visitor, guest or subscriber. */
export interface PhpSession {
  /** Value of the cookie. */
  readonly id: string;
  /** Address that the session is bound to. */
  readonly address: string;
  readonly signedIn: SignedIn | undefined;
  /** Address of the page that a guest asked for; the sign-in leads there. */
  returnTo: string | undefined;
  /** Messages for the next page. */
  flashes: Flash[];
  lastUsedAt: number;
}

/** Sessions by the value of their cookie; an unknown value opens nothing. */
export class PhpSessions {
  private readonly byId = new Map<string, PhpSession>();

  constructor(private readonly now: () => number) {}

  begin(address: string, signedIn?: SignedIn): PhpSession {
    const session: PhpSession = {
      id: randomBytes(16).toString('hex'),
      address,
      signedIn,
      returnTo: undefined,
      flashes: [],
      lastUsedAt: this.now(),
    };
    this.byId.set(session.id, session);
    return session;
  }

  /** The session, prolonged by this use; undefined when it has been idle for longer than its lifetime. */
  use(id: string | undefined, lifetimeSeconds: number): PhpSession | undefined {
    const session = id === undefined ? undefined : this.byId.get(id);
    if (!session) return undefined;
    if (session.lastUsedAt + lifetimeSeconds * 1000 <= this.now()) {
      this.end(session);
      return undefined;
    }
    session.lastUsedAt = this.now();
    return session;
  }

  /** The same session under a new value of the cookie; the old one is dead. */
  renew(session: PhpSession): PhpSession {
    this.end(session);
    const renewed = { ...session, id: randomBytes(16).toString('hex') };
    this.byId.set(renewed.id, renewed);
    return renewed;
  }

  end(session: PhpSession): void {
    this.byId.delete(session.id);
  }

  /** Ends every session. @returns how many of them were subscribers' */
  endAll(): number {
    const subscribers = [...this.byId.values()].filter((session) => session.signedIn).length;
    this.byId.clear();
    return subscribers;
  }
}
