import type { Connection } from '../database/connection';
import { integerOf } from '../database/rows';
import type { SealLink } from './seal-link';

interface Row {
  sequence: number | string;
  kind: SealLink['kind'];
  day: string;
  row_count: number | string;
  rows_hash: string;
  previous_hash: string;
  hash: string;
  sealed_at: Date;
  actor: string;
  second_actor: string | null;
  reason: string | null;
}

const INSERT = `INSERT INTO day_seals
    (sequence, kind, day, row_count, rows_hash, previous_hash, hash, sealed_at, actor, second_actor, reason)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

function toLink(row: Row): SealLink {
  return {
    sequence: integerOf(row.sequence),
    kind: row.kind,
    day: row.day,
    rowCount: integerOf(row.row_count),
    rowsHash: row.rows_hash,
    previousHash: row.previous_hash,
    hash: row.hash,
    sealedAt: row.sealed_at,
    actor: row.actor,
    secondActor: row.second_actor,
    reason: row.reason,
  };
}

/** The chain of seals, over one connection. */
export class SealRows {
  constructor(private readonly connection: Connection) {}

  /** Takes a place in the chain; that of somebody else is a duplicate entry. */
  async append(link: SealLink): Promise<void> {
    await this.connection.write(INSERT, [
      link.sequence,
      link.kind,
      link.day,
      link.rowCount,
      link.rowsHash,
      link.previousHash,
      link.hash,
      link.sealedAt,
      link.actor,
      link.secondActor,
      link.reason,
    ]);
  }

  /** The last link, which stays the last one until this transaction ends, as far as one server can hold it. */
  async lockLast(): Promise<SealLink | null> {
    const [last] = await this.links('TRUE ORDER BY sequence DESC LIMIT 1 FOR UPDATE', []);
    return last ?? null;
  }

  async last(): Promise<SealLink | null> {
    const [last] = await this.links('TRUE ORDER BY sequence DESC LIMIT 1', []);
    return last ?? null;
  }

  async numbered(sequence: number): Promise<SealLink | null> {
    const [link] = await this.links('sequence = ?', [sequence]);
    return link ?? null;
  }

  /** Links of the days from the first to the last, both included, in the order of the chain. */
  ofDays(firstDay: string, lastDay: string): Promise<readonly SealLink[]> {
    return this.links('day BETWEEN ? AND ? ORDER BY sequence', [firstDay, lastDay]);
  }

  /** The next links of the chain. */
  after(sequence: number, limit: number): Promise<readonly SealLink[]> {
    return this.links('sequence > ? ORDER BY sequence LIMIT ?', [sequence, limit]);
  }

  private async links(condition: string, values: readonly (string | number)[]): Promise<SealLink[]> {
    return (await this.connection.rows<Row>(`SELECT * FROM day_seals WHERE ${condition}`, values)).map(
      toLink,
    );
  }
}
