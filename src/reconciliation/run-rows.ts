import type { Connection } from '../database/connection';
import type { SqlValue } from '../database/sql';
import type { Run, RunCounts, RunProgress, RunSource, RunStage, RunState } from './run';
import type { RunFailure } from './run-failures';

interface Row {
  id: string;
  day: string;
  terminal: string;
  source: RunSource;
  cause: Run['cause'];
  state: RunState;
  stage: RunStage;
  cursor_id: string | null;
  counts: string;
  failure: RunFailure | null;
  began_at: Date;
  began_by: string;
  finished_at: Date | null;
  night: string | null;
  with_registries: number;
}

const toRun = (row: Row): Run => ({
  id: row.id,
  day: row.day,
  terminal: row.terminal,
  source: row.source,
  cause: row.cause,
  state: row.state,
  stage: row.stage,
  cursor: row.cursor_id,
  counts: JSON.parse(row.counts) as RunCounts,
  failure: row.failure,
  beganAt: row.began_at,
  beganBy: row.began_by,
  finishedAt: row.finished_at,
  night: row.night,
  withRegistries: row.with_registries === 1,
});

/** Runs are begun and read by anybody; only who holds one moves it. */
export class RunRows {
  constructor(private readonly connection: Connection) {}

  /** @throws the database's error of a duplicate entry when one runs already, or when the night has begun one before. */
  async insert(run: Run): Promise<void> {
    await this.connection.write(
      `INSERT INTO reconciliations (id, day, terminal, source, cause, state, stage, cursor_id, counts, failure, began_at,
        began_by, finished_at, night, with_registries, lease_owner, lease_until, running_mark, version)
        VALUES (?, ?, ?, ?, ?, 'running', ?, NULL, ?, NULL, ?, ?, NULL, ?, 0, NULL, NULL, 1, 1)`,
      [
        run.id,
        run.day,
        run.terminal,
        run.source,
        run.cause,
        run.stage,
        JSON.stringify(run.counts),
        run.beganAt,
        run.beganBy,
        run.night,
      ],
    );
  }

  async find(id: string): Promise<Run | null> {
    return this.one('SELECT * FROM reconciliations WHERE id = ?', [id]);
  }

  async running(day: string, terminal: string): Promise<Run | null> {
    return this.one('SELECT * FROM reconciliations WHERE day = ? AND terminal = ? AND running_mark = 1', [
      day,
      terminal,
    ]);
  }

  async newest(day: string, terminal: string): Promise<Run | null> {
    return this.one(
      'SELECT * FROM reconciliations WHERE day = ? AND terminal = ? ORDER BY began_at DESC, id DESC LIMIT 1',
      [day, terminal],
    );
  }

  /** The newest first, of one day or of all. */
  async list(day: string | null, beforeId: string | null, limit: number): Promise<readonly Run[]> {
    const conditions: [string, SqlValue][] = [];
    if (day !== null) conditions.push(['day = ?', day]);
    if (beforeId !== null) conditions.push(['id < ?', beforeId]);
    const where = conditions.map(([condition]) => condition).join(' AND ') || 'TRUE';
    return this.many(`SELECT * FROM reconciliations WHERE ${where} ORDER BY id DESC LIMIT ?`, [
      ...conditions.map(([, value]) => value),
      limit,
    ]);
  }

  async hadNight(day: string, terminal: string, night: string): Promise<boolean> {
    const text = 'SELECT * FROM reconciliations WHERE day = ? AND terminal = ? AND night = ?';
    return (await this.one(text, [day, terminal, night])) !== null;
  }

  /** Runs of a night that failed before this moment. */
  async failedOfNight(night: string, before: Date): Promise<readonly Run[]> {
    return this.many(
      "SELECT * FROM reconciliations WHERE state = 'failed' AND night = ? AND finished_at <= ? ORDER BY began_at, id",
      [night, before],
    );
  }

  /** Runs that nobody is at work on, the longest waiting first. */
  async free(now: Date, limit: number): Promise<readonly Run[]> {
    return this.many(
      `SELECT * FROM reconciliations WHERE state = 'running' AND (lease_until IS NULL OR lease_until <= ?)
        ORDER BY began_at, id LIMIT ?`,
      [now, limit],
    );
  }

  /** @throws the database's error of a duplicate entry when another one runs. */
  async resume(id: string): Promise<boolean> {
    return this.met(
      `UPDATE reconciliations SET state = 'running', running_mark = 1, failure = NULL, finished_at = NULL,
        version = version + 1 WHERE id = ? AND state = 'failed'`,
      [id],
    );
  }

  async take(id: string, owner: string, now: Date, until: Date): Promise<boolean> {
    return this.met(
      `UPDATE reconciliations SET lease_owner = ?, lease_until = ?, version = version + 1
        WHERE id = ? AND state = 'running' AND (lease_until IS NULL OR lease_until <= ?)`,
      [owner, until, id, now],
    );
  }

  async letGo(id: string, owner: string): Promise<boolean> {
    return this.met(
      `UPDATE reconciliations SET lease_owner = NULL, lease_until = NULL, version = version + 1
        WHERE id = ? AND lease_owner = ? AND state = 'running'`,
      [id, owner],
    );
  }

  /** Writes how far it has come and prolongs the lease, if it is still this owner's. */
  async progress(id: string, owner: string, until: Date, progress: RunProgress): Promise<boolean> {
    const { stage, cursor, counts, withRegistries } = progress;
    const changes: [string, SqlValue][] = [['lease_until = ?', until]];
    if (stage !== undefined) changes.push(['stage = ?', stage]);
    if (cursor !== undefined) changes.push(['cursor_id = ?', cursor]);
    if (counts !== undefined) changes.push(['counts = ?', JSON.stringify(counts)]);
    if (withRegistries !== undefined) changes.push(['with_registries = ?', withRegistries ? 1 : 0]);
    return this.met(
      `UPDATE reconciliations SET ${changes.map(([change]) => change).join(', ')}, version = version + 1
        WHERE id = ? AND lease_owner = ? AND state = 'running'`,
      [...changes.map(([, value]) => value), id, owner],
    );
  }

  async end(
    id: string,
    owner: string,
    ending: { readonly state: 'done' | 'failed'; readonly failure: RunFailure | null; readonly at: Date },
  ): Promise<boolean> {
    return this.met(
      `UPDATE reconciliations SET state = ?, failure = ?, finished_at = ?, running_mark = NULL, lease_owner = NULL,
        lease_until = NULL, version = version + 1 WHERE id = ? AND lease_owner = ? AND state = 'running'`,
      [ending.state, ending.failure, ending.at, id, owner],
    );
  }

  /** When a run came to its end last; null while none has. */
  async lastDoneAt(): Promise<Date | null> {
    const [row] = await this.connection.rows<{ at: Date | null }>(
      "SELECT MAX(finished_at) AS at FROM reconciliations WHERE state = 'done'",
    );
    return row?.at ?? null;
  }

  private async met(text: string, values: readonly SqlValue[]): Promise<boolean> {
    return (await this.connection.write(text, values)).rows === 1;
  }

  private async one(text: string, values: readonly SqlValue[]): Promise<Run | null> {
    return (await this.many(text, values))[0] ?? null;
  }

  private async many(text: string, values: readonly SqlValue[]): Promise<readonly Run[]> {
    return (await this.connection.rows<Row>(text, values)).map(toRun);
  }
}
