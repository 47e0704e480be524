import type { SessionEnd, SubscriberSession } from '../subscriber-session';
import type { Connection } from '../../database/connection';

interface Row {
  id: string;
  subscriber_uid: string;
  refresh_hash: string;
  previous_hash: string | null;
  rotation_salt: string | null;
  rotated_at: Date | null;
  created_at: Date;
  refresh_until: Date;
  ends_at: Date;
  ended_at: Date | null;
}

/** One exchange of a refresh token for its successor. */
export interface Rotation {
  readonly fromHash: string;
  readonly toHash: string;
  readonly salt: string;
  readonly at: Date;
  readonly refreshUntil: Date;
}

const COLUMNS =
  'id, subscriber_uid, refresh_hash, previous_hash, rotation_salt, rotated_at, created_at, refresh_until, ends_at, ended_at';
const END = 'UPDATE subscriber_sessions SET ended_at = ?, end_reason = ?, upstream_session = NULL';
const IS_GOOD = 'ended_at IS NULL AND refresh_until > ?';

function toSession(row: Row): SubscriberSession {
  const { previous_hash: hash, rotation_salt: salt, rotated_at: rotatedAt } = row;
  return {
    id: row.id,
    uid: row.subscriber_uid,
    refreshHash: row.refresh_hash,
    previous: hash === null || salt === null || rotatedAt === null ? null : { hash, salt, rotatedAt },
    createdAt: row.created_at,
    refreshUntil: row.refresh_until,
    endsAt: row.ends_at,
    endedAt: row.ended_at,
  };
}

export class SqlSessionRows {
  constructor(private readonly connection: Connection) {}

  /** @param upstreamSession sealed */
  async insert(session: SubscriberSession, upstreamSession: string | null): Promise<void> {
    const { id, uid, refreshHash, createdAt, refreshUntil, endsAt } = session;
    await this.connection.write(
      `INSERT INTO subscriber_sessions
         (id, subscriber_uid, refresh_hash, rotations, created_at, refresh_until, ends_at, upstream_session)
       VALUES (?, ?, ?, 0, ?, ?, ?, ?)`,
      [id, uid, refreshHash, createdAt, refreshUntil, endsAt, upstreamSession],
    );
  }

  async find(id: string): Promise<SubscriberSession | null> {
    const [row] = await this.connection.rows<Row>(`SELECT ${COLUMNS} FROM subscriber_sessions WHERE id = ?`, [
      id,
    ]);
    return row ? toSession(row) : null;
  }

  /** False when the token was exchanged before, by whatever replica, or the session was ended. */
  async rotate(id: string, { fromHash, toHash, salt, at, refreshUntil }: Rotation): Promise<boolean> {
    const { rows } = await this.connection.write(
      `UPDATE subscriber_sessions
          SET refresh_hash = ?, previous_hash = ?, rotation_salt = ?, rotated_at = ?, refresh_until = ?,
              rotations = rotations + 1
        WHERE id = ? AND refresh_hash = ? AND ended_at IS NULL`,
      [toHash, fromHash, salt, at, refreshUntil, id, fromHash],
    );
    return rows === 1;
  }

  /** False when it was ended before. */
  async end(id: string, at: Date, reason: SessionEnd): Promise<boolean> {
    const { rows } = await this.connection.write(`${END} WHERE id = ? AND ended_at IS NULL`, [
      at,
      reason,
      id,
    ]);
    return rows === 1;
  }

  /** @returns how many sessions that were good are over now */
  async endOthers(uid: string, exceptId: string | null, at: Date, reason: SessionEnd): Promise<number> {
    const { rows } = await this.connection.write(
      `${END} WHERE subscriber_uid = ? AND ${IS_GOOD} AND (? IS NULL OR id <> ?)`,
      [at, reason, uid, at, exceptId, exceptId],
    );
    return rows;
  }

  /** Sealed; null when the session is over. */
  async upstreamSession(id: string, now: Date): Promise<string | null> {
    const [row] = await this.connection.rows<{ upstream_session: string | null }>(
      `SELECT upstream_session FROM subscriber_sessions WHERE id = ? AND ${IS_GOOD}`,
      [id, now],
    );
    return row?.upstream_session ?? null;
  }

  /** @param upstreamSession sealed */
  async keepUpstreamSession(id: string, now: Date, upstreamSession: string): Promise<void> {
    await this.connection.write(
      `UPDATE subscriber_sessions SET upstream_session = ? WHERE id = ? AND ${IS_GOOD}`,
      [upstreamSession, id, now],
    );
  }

  /** Removes rows whose time was over before the moment, so many at most. */
  async prune(before: Date, limit: number): Promise<number> {
    const old = await this.connection.rows<{ id: string }>(
      'SELECT id FROM subscriber_sessions WHERE refresh_until < ? ORDER BY refresh_until LIMIT ?',
      [before, limit],
    );
    if (old.length === 0) return 0;
    const marks = old.map(() => '?').join(', ');
    const ids = old.map(({ id }) => id);
    await this.connection.write(`DELETE FROM subscriber_sessions WHERE id IN (${marks})`, ids);
    return old.length;
  }
}
