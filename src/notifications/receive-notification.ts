import { Logger } from '@nestjs/common';
import type { AcquirerPort, NotificationReading } from '../acquiring/acquirer.port';
import type { Arrival, Inbox } from '../ledger/inbox';
import type { InboxEntry } from '../ledger/inbox-entry';
import type { KeptRefusals } from './kept-refusals';

/** What came of one arrival; `refused` and what was not stored are never acknowledged. */
export type NotificationOutcome =
  | 'applied'
  | 'noted'
  | 'flagged'
  | 'unknown_order'
  | 'refused'
  | 'refused_not_kept'
  | 'stored_unapplied'
  | 'not_stored'
  | 'turned_away';

/** Learns the outcome of every arrival and how long it took: a payer waits for it at the bank's page. */
export type NotificationObserver = (
  outcome: NotificationOutcome,
  durationMs: number,
  refusal: string | null,
) => void;

/** More than any message of the bank; of one that the bank did not send, its beginning is evidence enough. */
const LONGEST_REFUSED = 4_096;

type Refused = NotificationReading & { kind: 'refused' };

/** Stores what the bank says, then applies it, and tells whether it may be acknowledged. */
export class ReceiveNotification {
  private readonly logger = new Logger('Notification');

  constructor(
    private readonly acquirer: AcquirerPort,
    private readonly inbox: Inbox,
    private readonly observe: NotificationObserver,
    private readonly refusals: KeptRefusals,
  ) {}

  /** @throws when the arrival could not be stored: the bank must then send it again. */
  async execute(rawBody: Buffer): Promise<NotificationOutcome> {
    const started = performance.now();
    const reading = this.acquirer.readNotification(rawBody);
    if (reading.kind === 'refused' && !this.isKept(reading)) {
      this.observe('refused_not_kept', performance.now() - started, reading.reason);
      return 'refused_not_kept';
    }
    const entry = await this.store(rawBody, reading, started);
    const outcome =
      reading.kind === 'refused' ? this.refuse(reading, entry.id) : await this.apply(entry.id, reading);
    this.observe(outcome, performance.now() - started, reading.kind === 'refused' ? reading.reason : null);
    return outcome;
  }

  /** Somebody called from outside the bank's networks: nothing is kept, but it is seen. */
  turnAway(address: string): void {
    this.logger.warn({ address }, 'A notification came from outside the networks of the bank');
    this.observe('turned_away', 0, 'network');
  }

  /** Who signs in another form knows the password: such a message is always kept. */
  private isKept({ reason }: Refused): boolean {
    if (reason === 'canonical_form_changed') return true;
    const admission = this.refusals.admit();
    if (admission === 'first_too_many') {
      this.logger.error(
        'More refused notifications come than are kept: for this minute they are only counted',
      );
    }
    return admission === 'kept';
  }

  private async store(rawBody: Buffer, reading: NotificationReading, started: number): Promise<InboxEntry> {
    try {
      return await this.inbox.store(arrivalOf(rawBody, reading));
    } catch (error) {
      this.observe('not_stored', performance.now() - started, null);
      throw error;
    }
  }

  private refuse(reading: Refused, notificationId: string): 'refused' {
    const line = { notificationId, orderId: reading.orderId, reason: reading.reason };
    if (reading.reason === 'canonical_form_changed') {
      this.logger.error(
        line,
        'The bank signs in another way than it did: its contract has changed. Orders are settled by the poll',
      );
    } else {
      this.logger.warn(line, 'A notification was refused');
    }
    return 'refused';
  }

  private async apply(id: string, reading: NotificationReading): Promise<NotificationOutcome> {
    if (reading.kind !== 'status') return 'noted';
    try {
      const application = await this.inbox.apply(id);
      const outcome = application?.outcome ?? 'noted';
      if (application && (application.flag !== null || outcome === 'unknown_order')) {
        const { reason, flag } = application;
        const line = { notificationId: id, orderId: reading.status.orderId, reason, flag };
        this.logger.error(line, 'A signed notification contradicts our orders: a person should look');
      }
      return outcome;
    } catch (error) {
      // It is stored, and the sweep applies it: the bank need not repeat it.
      this.logger.error({ err: error, notificationId: id }, 'A stored notification could not be applied yet');
      return 'stored_unapplied';
    }
  }
}

function arrivalOf(rawBody: Buffer, reading: NotificationReading): Arrival {
  return {
    rawBody,
    redactedBody:
      reading.kind === 'refused' ? reading.redactedBody.slice(0, LONGEST_REFUSED) : reading.redactedBody,
    orderId: reading.kind === 'status' ? reading.status.orderId : reading.orderId,
    bankStatus: reading.kind === 'status' ? reading.status : null,
    refusal: reading.kind === 'refused' ? reading.reason : null,
    subject: reading.kind === 'other' ? reading.subject : null,
  };
}
