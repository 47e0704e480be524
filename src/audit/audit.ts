import { Logger } from '@nestjs/common';
import type { Connection } from '../database/connection';
import type { SqlUnits } from '../database/sql-units';
import type { Clock } from '../shared/clock';
import type { Ids } from '../shared/ids';
import type { AuditEntry, AuditEvent, AuditKind } from './audit-event';
import { AuditRows, type AuditFilter } from './audit-rows';

/** Told as a warning: somebody may be where he does not belong. */
const ALARMING: readonly AuditKind[] = [
  'sign_in_locked',
  'password_change_locked',
  'refresh_token_reused',
  'foreign_agreement',
];

/**
 * Who did what with an account, kept for good, and one line of log for each event that names the subscriber by his uid alone.
 *
 * An event of something that is itself written goes into the same transaction, so that neither is kept without the other:
 * `event`, `write` inside, `tell` after it. Of anything else it is kept by `record`, as well as can be.
 */
export class Audit {
  private readonly logger = new Logger('Audit');

  constructor(
    private readonly units: SqlUnits,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  event(entry: AuditEntry): AuditEvent {
    return {
      id: this.ids.next(),
      at: this.clock.now(),
      kind: entry.kind,
      subscriberUid: entry.subscriberUid ?? null,
      sessionId: entry.sessionId ?? null,
      keyName: entry.keyName ?? null,
      address: entry.address ?? null,
      details: entry.details ?? {},
    };
  }

  /** Fails when the event is not kept, and the transaction with it. */
  write(connection: Connection, event: AuditEvent): Promise<void> {
    return new AuditRows(connection).insert(event);
  }

  tell({ id, kind, subscriberUid }: AuditEvent): void {
    const line = { auditEvent: kind, auditId: id, uid: subscriberUid };
    if (ALARMING.includes(kind)) this.logger.warn(line, 'An event was kept for the audit');
    else this.logger.log(line, 'An event was kept for the audit');
  }

  /** Never fails: what happened has happened. An event that the database does not take is left to the log. */
  async record(entry: AuditEntry): Promise<void> {
    const event = this.event(entry);
    try {
      await this.units.alone((connection) => this.write(connection, event));
      this.tell(event);
    } catch (error) {
      const line = { err: error, auditEvent: event.kind, uid: event.subscriberUid };
      this.logger.error(line, 'An event was not kept for the audit');
    }
  }

  /** Newest first. */
  list(filter: AuditFilter, limit: number): Promise<readonly AuditEvent[]> {
    return this.units.alone((connection) => new AuditRows(connection).list(filter, limit));
  }
}
