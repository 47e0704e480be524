import type { Clock } from '../../shared/clock';
import { Rejected, Unavailable } from '../../shared/upstream-errors';
import { observed, type UpstreamObserver } from '../../shared/upstream-observer';
import { BillingRejection } from '../billing.port';
import type { Api3Answer, Api3Client, SoapArguments } from './api3-client';
import { liveSessionCookie } from './cookies';
import { SessionRefused, unexpectedAnswer, UPSTREAM } from './failures';
import type { Api3Operation } from './operations';
import { idOf, nodeOf } from './soap-values';

/** Sessions that one call may find refused: the old one, and new ones for cores that refuse a fresh session. */
const MOST_REFUSED = 3;
/** Tries of one call at most, with those whose session another call had renewed meanwhile. */
const MOST_TRIES = 6;
const LONGEST_MARGIN_MS = 10_000;
/** After refused credentials nobody knocks again for so long: a core may lock a manager out. */
const DENIED_PAUSE_MS = 10_000;

export interface ManagerSessionOptions {
  readonly client: Api3Client;
  readonly clock: Clock;
  readonly login: string;
  readonly password: string;
  /** Pause before the last try when a fresh session was refused, ms. */
  readonly retryPauseMs: number;
  /** Learns of sign-ins, which no port call stands for. */
  readonly observer?: UpstreamObserver | undefined;
}

interface SignedIn {
  readonly cookie: string;
  readonly personId: string;
  readonly expiresAt: number;
}

/** The one session under which this process works as billing's manager. Signed in on demand, shared by all calls. */
export class ManagerSession {
  readonly #options: ManagerSessionOptions;
  #current: SignedIn | undefined;
  #signingIn: Promise<SignedIn> | undefined;
  private denied: { readonly error: Rejected; readonly until: number } | undefined;

  constructor(options: ManagerSessionOptions) {
    this.#options = options;
  }

  /**
   * The manager's id: he is the poster of everything this session posts.
   * @throws Rejected `access_denied` for wrong credentials of the manager; Unavailable
   */
  async personId(): Promise<string> {
    return (await this.signedIn()).personId;
  }

  /**
   * Calls an operation under the session. A call whose session is refused was not executed, so it is repeated under a new
   * one, writes too.
   * @throws what `Api3Client.call` does; Rejected `access_denied`; Unavailable `session_flapping` when new sessions are
   * refused as well
   */
  async call(operation: Api3Operation, args: SoapArguments, beforeSend?: () => void): Promise<Api3Answer> {
    const { client, clock, retryPauseMs } = this.#options;
    for (let tries = 0, refused = 0; tries < MOST_TRIES && refused < MOST_REFUSED; tries += 1) {
      if (refused === MOST_REFUSED - 1) await clock.sleep(retryPauseMs);
      const session = await this.signedIn();
      try {
        return await client.call(operation, args, { session: session.cookie, beforeSend });
      } catch (error) {
        if (!(error instanceof SessionRefused)) throw error;
        // Another call may have signed in since: its session is newer than the refused one, and stays.
        if (this.#current !== session) continue;
        this.#current = undefined;
        refused += 1;
      }
    }
    throw new Unavailable({ upstream: UPSTREAM, operation, code: 'session_flapping' });
  }

  private async signedIn(): Promise<SignedIn> {
    const { clock, observer } = this.#options;
    const now = clock.now().getTime();
    if (this.#current && now < this.#current.expiresAt) return this.#current;
    if (this.denied && now < this.denied.until) throw this.denied.error;
    this.#signingIn ??= this.signIn(observer).finally(() => {
      this.#signingIn = undefined;
    });
    return this.#signingIn;
  }

  private async signIn(observer: UpstreamObserver = () => undefined): Promise<SignedIn> {
    const { client, clock, login, password } = this.#options;
    const asked = clock.now().getTime();
    try {
      this.#current = await observed(observer, { upstream: UPSTREAM, operation: 'Login' }, async () =>
        readSession(await client.call('Login', { login, pass: password }), client.host, asked),
      );
      return this.#current;
    } catch (error) {
      if (error instanceof Rejected && error.code === BillingRejection.accessDenied) {
        this.denied = { error, until: asked + DENIED_PAUSE_MS };
      }
      throw error;
    }
  }
}

/** Given up 10 s before the core ends it, or at half its life when that is short. */
function readSession({ body, setCookies }: Api3Answer, host: string, askedAt: number): SignedIn {
  const personId = idOf(nodeOf(nodeOf(body, 'ret'), 'manager'), 'personid');
  if (personId === null) throw unexpectedAnswer('Login', 'no personid');
  const cookie = liveSessionCookie(setCookies, host);
  if (cookie === null) throw unexpectedAnswer('Login', 'no live session cookie');
  const lifeMs = cookie.maxAgeSeconds * 1000;
  const margin = Math.min(LONGEST_MARGIN_MS, lifeMs / 2);
  return { cookie: cookie.value, personId, expiresAt: askedAt + lifeMs - margin };
}
