import type { Connection } from '../database/connection';
import { isDuplicateEntry, type SqlValue } from '../database/sql';
import type { AuditDetails, AuditEvent, AuditKind } from './audit-event';

interface Row {
  id: string;
  at: Date;
  kind: AuditKind;
  subscriber_uid: string | null;
  session_id: string | null;
  key_name: string | null;
  address: string | null;
  details: string;
}

/** Which events are asked for; null for any. */
export interface AuditFilter {
  readonly kind: AuditKind | null;
  readonly subscriberUid: string | null;
  /** The first moment. */
  readonly from: Date | null;
  /** The moment after the last. */
  readonly to: Date | null;
  /** Only events older than this one. */
  readonly beforeId: string | null;
}

const INSERT =
  'INSERT INTO audit_events (id, at, kind, subscriber_uid, session_id, key_name, address, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';

function toEvent(row: Row): AuditEvent {
  return {
    id: row.id,
    at: row.at,
    kind: row.kind,
    subscriberUid: row.subscriber_uid,
    sessionId: row.session_id,
    keyName: row.key_name,
    address: row.address,
    details: JSON.parse(row.details) as AuditDetails,
  };
}

function conditionsOf(filter: AuditFilter): [string, SqlValue][] {
  const all: [string, SqlValue][] = [
    ['kind = ?', filter.kind],
    ['subscriber_uid = ?', filter.subscriberUid],
    ['at >= ?', filter.from],
    ['at < ?', filter.to],
    ['id < ?', filter.beforeId],
  ];
  return all.filter(([, value]) => value !== null);
}

/** Audit events are written and read, and never changed. */
export class AuditRows {
  constructor(private readonly connection: Connection) {}

  /** Writing an event that is there already changes nothing. */
  async insert(event: AuditEvent): Promise<void> {
    const { id, at, kind, subscriberUid, sessionId, keyName, address, details } = event;
    const values = [id, at, kind, subscriberUid, sessionId, keyName, address, JSON.stringify(details)];
    try {
      await this.connection.write(INSERT, values);
    } catch (error) {
      if (!isDuplicateEntry(error)) throw error;
    }
  }

  /** Newest first. */
  async list(filter: AuditFilter, limit: number): Promise<readonly AuditEvent[]> {
    const conditions = conditionsOf(filter);
    const where = conditions.map(([condition]) => condition).join(' AND ');
    const rows = await this.connection.rows<Row>(
      `SELECT * FROM audit_events ${where && `WHERE ${where}`} ORDER BY id DESC LIMIT ?`,
      [...conditions.map(([, value]) => value), limit],
    );
    return rows.map(toEvent);
  }
}
