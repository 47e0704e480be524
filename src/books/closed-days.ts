import { integerOf } from '../database/rows';
import type { SqlUnits } from '../database/sql-units';

/** What a row of a closed day is about. A seal holds its rows in this order. */
export const CLOSED_ROW_KINDS = ['payment', 'registry_line', 'refund', 'discrepancy', 'correction'] as const;

export type ClosedRowKind = (typeof CLOSED_ROW_KINDS)[number];

/** The link of the chain by which a day is closed now. */
export interface DaySeal {
  readonly sequence: number;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly hash: string;
  readonly sealedAt: Date;
}

/** One row as it was frozen; its content is canonical JSON. */
export interface ClosedRow {
  /** Counted from 1 through all kinds of the seal. */
  readonly rowNo: number;
  readonly content: string;
}

interface SealRow {
  sequence: number | string;
  day: string;
  hash: string;
  sealed_at: Date;
}

const ROWS_AT_A_TIME = 500;

/** The last link of a day says whether it is closed: a reopened day has none in force. */
const IN_FORCE = `SELECT sequence, day, hash, sealed_at FROM day_seals s
  WHERE kind = 'close' AND day BETWEEN ? AND ?
    AND NOT EXISTS (SELECT 1 FROM day_seals later WHERE later.day = s.day AND later.sequence > s.sequence)
  ORDER BY day`;

/** Days that finance has closed, and what was frozen then: every report about such a day is made of these rows alone. */
export class ClosedDays {
  constructor(private readonly units: SqlUnits) {}

  /** The seal in force of a day; null while it is open, also when it was reopened. */
  async sealOf(day: string): Promise<DaySeal | null> {
    const [seal] = await this.sealsBetween(day, day);
    return seal ?? null;
  }

  /** Seals in force, one for each closed day from the first to the last, both included, by day. */
  async sealsBetween(firstDay: string, lastDay: string): Promise<readonly DaySeal[]> {
    const rows = await this.units.alone((connection) =>
      connection.rows<SealRow>(IN_FORCE, [firstDay, lastDay]),
    );
    return rows.map((row) => ({
      sequence: integerOf(row.sequence),
      day: row.day,
      hash: row.hash,
      sealedAt: row.sealed_at,
    }));
  }

  /** The rows of one kind under a seal, in their order, some at a time. */
  async *rows(sequence: number, kind: ClosedRowKind): AsyncGenerator<readonly ClosedRow[]> {
    for (let after = 0; ;) {
      const rows = await this.units.alone((connection) =>
        connection.rows<{ row_no: number | string; content: string }>(
          `SELECT row_no, content FROM closed_rows WHERE seal_sequence = ? AND kind = ? AND row_no > ?
            ORDER BY row_no LIMIT ?`,
          [sequence, kind, after, ROWS_AT_A_TIME],
        ),
      );
      if (rows.length === 0) return;
      const closed = rows.map((row) => ({ rowNo: integerOf(row.row_no), content: row.content }));
      yield closed;
      after = closed.at(-1)?.rowNo ?? after;
      if (rows.length < ROWS_AT_A_TIME) return;
    }
  }
}
