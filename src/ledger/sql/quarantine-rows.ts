import { isDuplicateEntry } from '../../database/sql';
import { DuplicateRow, StaleRow } from '../ledger-store.port';
import type { Quarantine, QuarantinePhase, QuarantineReason, QuarantineReport } from '../quarantine';
import type { QuarantineRows } from '../quarantine-rows.port';
import { insertRow, updateVersioned, type Connection } from './connection';

interface Row {
  id: string;
  reason: QuarantineReason;
  note: string | null;
  began_at: Date;
  began_by: string;
  since: Date;
  phase: QuarantinePhase;
  cursor_id: string | null;
  report: string;
  open_mark: number | null;
  ended_at: Date | null;
  ended_by: string | null;
  version: number;
}

function toQuarantine(row: Row): Quarantine {
  return {
    id: row.id,
    reason: row.reason,
    note: row.note,
    beganAt: row.began_at,
    beganBy: row.began_by,
    since: row.since,
    phase: row.phase,
    cursor: row.cursor_id,
    report: JSON.parse(row.report) as QuarantineReport,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
    version: row.version,
  };
}

function toRow(quarantine: Quarantine): Row & Record<string, string | number | Date | null> {
  return {
    id: quarantine.id,
    reason: quarantine.reason,
    note: quarantine.note,
    began_at: quarantine.beganAt,
    began_by: quarantine.beganBy,
    since: quarantine.since,
    phase: quarantine.phase,
    cursor_id: quarantine.cursor,
    report: JSON.stringify(quarantine.report),
    // Unique while it is set, so that no two are open.
    open_mark: quarantine.endedAt === null ? 1 : null,
    ended_at: quarantine.endedAt,
    ended_by: quarantine.endedBy,
    version: quarantine.version,
  };
}

export class SqlQuarantineRows implements QuarantineRows {
  constructor(private readonly connection: Connection) {}

  async insert(quarantine: Quarantine): Promise<void> {
    try {
      await insertRow(this.connection, 'quarantines', toRow(quarantine));
    } catch (error) {
      throw isDuplicateEntry(error) ? new DuplicateRow('an open quarantine') : error;
    }
  }

  async open(): Promise<Quarantine | null> {
    return this.one('SELECT * FROM quarantines WHERE ended_at IS NULL', []);
  }

  async find(id: string): Promise<Quarantine | null> {
    return this.one('SELECT * FROM quarantines WHERE id = ?', [id]);
  }

  async lock(id: string): Promise<Quarantine | null> {
    return this.one('SELECT * FROM quarantines WHERE id = ? FOR UPDATE', [id]);
  }

  async update(quarantine: Quarantine): Promise<void> {
    const wasCurrent = await updateVersioned(this.connection, 'quarantines', toRow(quarantine));
    if (!wasCurrent) throw new StaleRow(`quarantine ${quarantine.id}`);
  }

  async list(beforeId: string | null, limit: number): Promise<readonly Quarantine[]> {
    const rows = await this.connection.rows<Row>(
      'SELECT * FROM quarantines WHERE ? IS NULL OR id < ? ORDER BY id DESC LIMIT ?',
      [beforeId, beforeId, limit],
    );
    return rows.map(toQuarantine);
  }

  async lastEndedAt(): Promise<Date | null> {
    const [row] = await this.connection.rows<{ at: Date | null }>(
      'SELECT MAX(ended_at) AS at FROM quarantines',
    );
    return row?.at ?? null;
  }

  async castsDoubtOn(madeAt: Date): Promise<boolean> {
    const rows = await this.connection.rows(
      'SELECT 1 AS one FROM quarantines WHERE ended_at IS NULL OR ended_at >= ? LIMIT 1',
      [madeAt],
    );
    return rows.length > 0;
  }

  private async one(text: string, values: readonly string[]): Promise<Quarantine | null> {
    const [row] = await this.connection.rows<Row>(text, values);
    return row ? toQuarantine(row) : null;
  }
}
