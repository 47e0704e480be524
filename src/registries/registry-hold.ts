import type { Connection } from '../database/connection';
import { isDuplicateEntry } from '../database/sql';
import type { SqlUnits } from '../database/sql-units';
import type { Clock } from '../shared/clock';
import type { Ids } from '../shared/ids';
import { Problem } from '../shared/problem/problem';
import type { LineBatch } from './line-batches';
import { insertFaults, insertLines, removeSome } from './line-rows';
import type { Registry, RegistryState } from './registry';
import { RegistryProblems } from './registry-problems';
import { countEqualLines, supersedeEarlier } from './supersede';

/** A reader that has written nothing for so long is dead. Each batch takes far less. */
const HOLD_MS = 60_000;

export type NewRegistry = Pick<Registry, 'contentHash' | 'fileName' | 'format' | 'sizeBytes' | 'uploadedBy'>;

export type Totals = Pick<Registry, 'linesGood' | 'linesBad' | 'firstDay' | 'lastDay'>;

export type Taken =
  | { readonly kind: 'known'; readonly id: string }
  | { readonly kind: 'busy' }
  | { readonly kind: 'held'; readonly hold: RegistryHold };

interface Tools {
  readonly units: SqlUnits;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** The right of one request to read one file. Whoever comes after it died takes the same registry over. */
export class RegistryHold {
  private constructor(
    readonly id: string,
    private readonly reader: string,
    private readonly tools: Tools,
  ) {}

  /** A file that was read is `known`, one that another request reads is `busy`. */
  static async take(tools: Tools, registry: NewRegistry): Promise<Taken> {
    const reader = tools.ids.next();
    const work = (): Promise<Taken> =>
      tools.units.together((connection) => takeIn(connection, tools, registry, reader));
    try {
      return await work();
    } catch (error) {
      // Another request began it in this very moment, and now it is there to be seen.
      if (!isDuplicateEntry(error)) throw error;
      return work();
    }
  }

  static of(id: string, reader: string, tools: Tools): RegistryHold {
    return new RegistryHold(id, reader, tools);
  }

  /** Removes what an earlier reader left. */
  async clear(): Promise<void> {
    while (!(await this.held((connection) => removeSome(connection, this.id))));
  }

  keep({ lines, faults }: LineBatch): Promise<void> {
    return this.held(async (connection) => {
      await insertLines(connection, this.id, lines);
      await insertFaults(connection, this.id, faults);
    });
  }

  /** Puts the lines in force, and those of earlier registries about the same operations out of it, all at once. */
  finish(totals: Totals): Promise<void> {
    return this.held(async (connection) => {
      // One registry after the other: each must see the lines of all that were finished before it.
      await connection.write('UPDATE registries SET finishing_mark = 1 WHERE id = ?', [this.id]);
      await countEqualLines(connection, this.id);
      await supersedeEarlier(connection, this.id, totals);
      await this.end(connection, 'read', totals, null);
    });
  }

  /** @param failure code of the problem by which the file cannot be read */
  fail(failure: string, totals: Totals): Promise<void> {
    return this.held((connection) => this.end(connection, 'failed', totals, failure));
  }

  /** Lets another request begin at once. */
  async release(): Promise<void> {
    await this.tools.units.alone((connection) =>
      connection.write('UPDATE registries SET reader_until = ? WHERE id = ? AND reader = ?', [
        this.tools.clock.now(),
        this.id,
        this.reader,
      ]),
    );
  }

  /** @throws Problem `registry_being_read` when another reader has taken over */
  private held<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const until = this.tools.clock.after(HOLD_MS);
    return this.tools.units.together(async (connection) => {
      const { rows } = await connection.write(
        `UPDATE registries SET reader_until = ? WHERE id = ? AND reader = ? AND state = 'reading'`,
        [until, this.id, this.reader],
      );
      if (rows !== 1) throw new Problem(RegistryProblems.beingRead, { retryAfterSeconds: HOLD_MS / 1_000 });
      return work(connection);
    });
  }

  private async end(
    connection: Connection,
    state: RegistryState,
    { linesGood, linesBad, firstDay, lastDay }: Totals,
    failure: string | null,
  ): Promise<void> {
    await connection.write(
      `UPDATE registries SET state = ?, failure = ?, lines_good = ?, lines_bad = ?, first_day = ?, last_day = ?,
        reader = NULL, reader_until = NULL, finishing_mark = NULL WHERE id = ?`,
      [state, failure, linesGood, linesBad, firstDay, lastDay, this.id],
    );
  }
}

async function takeIn(
  connection: Connection,
  tools: Tools,
  { contentHash, fileName, format, sizeBytes, uploadedBy }: NewRegistry,
  reader: string,
): Promise<Taken> {
  const now = tools.clock.now();
  const until = tools.clock.after(HOLD_MS);
  const [found] = await connection.rows<{ id: string; state: RegistryState; reader_until: Date | null }>(
    'SELECT id, state, reader_until FROM registries WHERE content_hash = ? FOR UPDATE',
    [contentHash],
  );
  if (found?.state === 'read') return { kind: 'known', id: found.id };
  if (found?.state === 'reading' && found.reader_until && found.reader_until > now) return { kind: 'busy' };
  const id = found?.id ?? tools.ids.next();
  await (found
    ? connection.write(
        `UPDATE registries SET state = 'reading', failure = NULL, file_name = ?, uploaded_at = ?, uploaded_by = ?,
          lines_good = 0, lines_bad = 0, first_day = NULL, last_day = NULL, reader = ?, reader_until = ? WHERE id = ?`,
        [fileName, now, uploadedBy, reader, until, id],
      )
    : connection.write(
        `INSERT INTO registries (id, content_hash, file_name, format, size_bytes, state, uploaded_at, uploaded_by,
          lines_good, lines_bad, reader, reader_until) VALUES (?, ?, ?, ?, ?, 'reading', ?, ?, 0, 0, ?, ?)`,
        [id, contentHash, fileName, format, sizeBytes, now, uploadedBy, reader, until],
      ));
  return { kind: 'held', hold: RegistryHold.of(id, reader, tools) };
}
