import type { Clock } from '../../shared/clock';
import type { Subscriber } from '../cabinet.port';
import { CabinetRejection } from '../cabinet.port';
import type { UpstreamSessions } from '../upstream-sessions.port';
import { CabinetCookies } from './cabinet-cookies';
import { rejected, sessionEnded } from './failures';
import { readSession, writeSession, type KeptSession } from './kept-session';
import { Lanes } from './lanes';
import type { Route } from './routes';
import { addressesOf, type SignedIn } from './signed-in';
import { Visit, type Cabinet } from './visit';

export interface SubscriberVisitsOptions {
  readonly cabinet: Cabinet;
  readonly clock: Clock;
  readonly sessions: UpstreamSessions;
}

/**
 * Visits of subscribers who are signed in: one at a time for each, under the cookies that the last one left. The cabinet may
 * change a cookie with any answer, so what is new is kept, also when the visit failed.
 */
export class SubscriberVisits {
  private readonly lanes = new Lanes();

  constructor(private readonly options: SubscriberVisitsOptions) {}

  /**
   * @throws Rejected `not_supported` without a session of ours, `session_ended` when the cabinet's is not kept (any more), and
   *   whatever the work throws
   */
  async run<T>(
    { uid, sessionId }: Subscriber,
    operation: Route,
    work: (signedIn: SignedIn) => Promise<T>,
  ): Promise<T> {
    if (sessionId === null) throw rejected(operation, CabinetRejection.notSupported);
    return this.lanes.run(sessionId, async () => {
      const { cabinet, clock, sessions } = this.options;
      const kept = readSession((await sessions.load(sessionId)) ?? '');
      if (kept?.uid !== uid) throw sessionEnded(operation);
      const visit = new Visit(cabinet, new CabinetCookies(clock, kept.cookies));
      try {
        return await work({ visit, kept, addressOf: addressesOf(cabinet.addresses, kept.links) });
      } finally {
        await this.keep(sessionId, kept, visit);
      }
    });
  }

  /**
   * What became of the call stands, whether the cookies could be kept or not: at worst the subscriber has to sign in again, while
   * an act that was done must not look undone.
   */
  private async keep(sessionId: string, kept: KeptSession, visit: Visit): Promise<void> {
    const after = writeSession({ ...kept, cookies: visit.cookies.kept() });
    if (after === writeSession(kept)) return;
    await this.options.sessions.save(sessionId, after).catch(() => undefined);
  }
}
