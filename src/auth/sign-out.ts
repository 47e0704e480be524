import { Logger } from '@nestjs/common';
import type { CabinetPort } from '../billing/cabinet.port';
import type { Clock } from '../shared/clock';
import { messageOf } from '../shared/message-of';
import type { SubscriberSessions } from './subscriber-sessions';
import type { SessionHolder } from './tokens';

/** Nobody waits longer for billing to forget a session that it forgets by itself some time. */
const PATIENCE_MS = 2_000;

/** Signs a subscriber out. */
export class SignOut {
  private readonly logger = new Logger('SignOut');

  constructor(
    private readonly cabinet: Pick<CabinetPort, 'signOut'>,
    private readonly sessions: SubscriberSessions,
    private readonly clock: Clock,
  ) {}

  /** Does nothing when the session is over already. */
  async execute(holder: SessionHolder, address: string): Promise<void> {
    const { uid, sessionId } = holder;
    const session = await this.sessions.find(sessionId);
    if (session?.uid !== uid || session.endedAt !== null) return;
    // Billing first: what its adapter needs for that is kept with our session and goes with it.
    await this.signOutOfBilling(holder);
    await this.sessions.end(sessionId, 'signed_out', { kind: 'signed_out', subscriberUid: uid, address });
  }

  private async signOutOfBilling(holder: SessionHolder): Promise<void> {
    const enough = new AbortController();
    const farewell = this.cabinet
      .signOut(holder)
      .catch((error: unknown) =>
        this.logger.warn({ upstreamError: messageOf(error) }, 'Billing did not end its own session'),
      )
      .finally(() => enough.abort());
    await Promise.race([farewell, this.clock.sleep(PATIENCE_MS, enough.signal)]);
  }
}
