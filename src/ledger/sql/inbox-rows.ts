import type { BankStatus } from '../bank-status';
import type { InboxEntry, InboxOutcome } from '../inbox-entry';
import type { InboxRows } from '../ledger-store.port';
import { insertRow, type Connection } from './connection';

export interface InboxRow {
  id: string;
  received_at: Date;
  content_hash: string;
  is_repeat: number;
  outcome: InboxOutcome;
  reason: string | null;
  order_id: string | null;
  body: string;
  bank_status: string | null;
  request_id: string | null;
  processed_at: Date | null;
}

export function toEntry(row: InboxRow): InboxEntry {
  return {
    id: row.id,
    receivedAt: row.received_at,
    contentHash: row.content_hash,
    isRepeat: row.is_repeat === 1,
    outcome: row.outcome,
    reason: row.reason,
    orderId: row.order_id,
    body: row.body,
    bankStatus: row.bank_status === null ? null : (JSON.parse(row.bank_status) as BankStatus),
    requestId: row.request_id,
    processedAt: row.processed_at,
  };
}

export class SqlInboxRows implements InboxRows {
  constructor(private readonly connection: Connection) {}

  async insert(entry: InboxEntry): Promise<void> {
    await insertRow(this.connection, 'notifications', {
      id: entry.id,
      received_at: entry.receivedAt,
      content_hash: entry.contentHash,
      is_repeat: entry.isRepeat ? 1 : 0,
      outcome: entry.outcome,
      reason: entry.reason,
      order_id: entry.orderId,
      body: entry.body,
      bank_status: entry.bankStatus === null ? null : JSON.stringify(entry.bankStatus),
      request_id: entry.requestId,
      processed_at: entry.processedAt,
    });
  }

  async update(entry: InboxEntry): Promise<void> {
    await this.connection.write(
      'UPDATE notifications SET outcome = ?, reason = ?, processed_at = ? WHERE id = ?',
      [entry.outcome, entry.reason, entry.processedAt, entry.id],
    );
  }

  async find(id: string): Promise<InboxEntry | null> {
    return (await this.many('SELECT * FROM notifications WHERE id = ?', [id]))[0] ?? null;
  }

  async lock(id: string): Promise<InboxEntry | null> {
    return (await this.many('SELECT * FROM notifications WHERE id = ? FOR UPDATE', [id]))[0] ?? null;
  }

  async hasContent(contentHash: string): Promise<boolean> {
    const rows = await this.connection.rows('SELECT 1 FROM notifications WHERE content_hash = ? LIMIT 1', [
      contentHash,
    ]);
    return rows.length > 0;
  }

  async unapplied(before: Date, limit: number): Promise<readonly InboxEntry[]> {
    return this.many(
      'SELECT * FROM notifications WHERE processed_at IS NULL AND received_at <= ? ORDER BY received_at LIMIT ?',
      [before, limit],
    );
  }

  private async many(text: string, values: readonly (string | number | Date)[]): Promise<InboxEntry[]> {
    return (await this.connection.rows<InboxRow>(text, values)).map(toEntry);
  }
}
