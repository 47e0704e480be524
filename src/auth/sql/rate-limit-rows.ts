import type { Connection } from '../../database/connection';

/** One more hit on a bucket, and what becomes of the bucket's window by it. */
export interface BucketHit {
  readonly bucket: string;
  readonly now: Date;
  /** End of the window that the hit opens, if it opens one. */
  readonly windowEnd: Date;
  /** The hit, counted from 1, that puts `blockEnd` in the place of the window's end. */
  readonly blockAt: number;
  readonly blockEnd: Date;
}

/**
 * One statement, so that replicas count together without holding each other up. The count is assigned before the end, which
 * then sees the new count and its own old value; `LAST_INSERT_ID(…)` brings the count back without asking again.
 */
const HIT = `
  INSERT INTO rate_limits (bucket, hits, ends_at) VALUES (?, 1, ?)
  ON DUPLICATE KEY UPDATE
    hits = LAST_INSERT_ID(IF(ends_at <= ?, 1, hits + 1)),
    ends_at = CASE WHEN ends_at <= ? THEN ? WHEN hits = ? THEN ? ELSE ends_at END`;

export class SqlRateLimitRows {
  constructor(private readonly connection: Connection) {}

  /** @returns how many hits the window has now, this one included */
  async hit({ bucket, now, windowEnd, blockAt, blockEnd }: BucketHit): Promise<number> {
    const values = [bucket, windowEnd, now, now, windowEnd, blockAt, blockEnd];
    const { lastInsertId } = await this.connection.write(HIT, values);
    // Nothing was evaluated for a bucket that was not there.
    return lastInsertId === 0 ? 1 : lastInsertId;
  }

  /** When the window of a bucket ends; null when there is none. */
  async endOf(bucket: string): Promise<Date | null> {
    const [row] = await this.connection.rows<{ ends_at: Date }>(
      'SELECT ends_at FROM rate_limits WHERE bucket = ?',
      [bucket],
    );
    return row?.ends_at ?? null;
  }

  async takeBack(bucket: string): Promise<void> {
    await this.connection.write('UPDATE rate_limits SET hits = hits - 1 WHERE bucket = ? AND hits > 0', [
      bucket,
    ]);
  }

  async clear(bucket: string): Promise<void> {
    await this.connection.write('DELETE FROM rate_limits WHERE bucket = ?', [bucket]);
  }

  /** Removes buckets whose window ended before the moment, so many at most. */
  async prune(before: Date, limit: number): Promise<number> {
    const old = await this.connection.rows<{ bucket: string }>(
      'SELECT bucket FROM rate_limits WHERE ends_at < ? ORDER BY ends_at LIMIT ?',
      [before, limit],
    );
    if (old.length === 0) return 0;
    const marks = old.map(() => '?').join(', ');
    const buckets = old.map(({ bucket }) => bucket);
    // A bucket may have been opened anew since it was read.
    await this.connection.write(`DELETE FROM rate_limits WHERE bucket IN (${marks}) AND ends_at < ?`, [
      ...buckets,
      before,
    ]);
    return old.length;
  }
}
