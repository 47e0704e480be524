import type { Connection } from '../database/connection';
import { integerOf } from '../database/rows';

/** That a closed day be opened again, as one person asks and another confirms. */
export interface Reopening {
  readonly day: string;
  /** The seal that is to be broken. */
  readonly sequence: number;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly reason: string;
}

interface Row {
  day: string;
  seal_sequence: number | string;
  requested_by: string;
  requested_at: Date;
  reason: string;
}

function toReopening(row: Row): Reopening {
  return {
    day: row.day,
    sequence: integerOf(row.seal_sequence),
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    reason: row.reason,
  };
}

/** Requests that wait for a second person, one for each day at most. */
export class ReopeningRows {
  constructor(private readonly connection: Connection) {}

  /** A request that is there already is a duplicate entry. */
  async insert({ day, sequence, requestedBy, requestedAt, reason }: Reopening): Promise<void> {
    await this.connection.write(
      'INSERT INTO day_reopenings (day, seal_sequence, requested_by, requested_at, reason) VALUES (?, ?, ?, ?, ?)',
      [day, sequence, requestedBy, requestedAt, reason],
    );
  }

  /** Of the days from the first to the last, both included. */
  async ofDays(firstDay: string, lastDay: string): Promise<readonly Reopening[]> {
    const rows = await this.connection.rows<Row>(
      'SELECT * FROM day_reopenings WHERE day BETWEEN ? AND ? ORDER BY day',
      [firstDay, lastDay],
    );
    return rows.map(toReopening);
  }

  async lock(day: string): Promise<Reopening | null> {
    const [row] = await this.connection.rows<Row>('SELECT * FROM day_reopenings WHERE day = ? FOR UPDATE', [
      day,
    ]);
    return row ? toReopening(row) : null;
  }

  /** False when there is none. */
  async remove(day: string): Promise<boolean> {
    return (await this.connection.write('DELETE FROM day_reopenings WHERE day = ?', [day])).rows > 0;
  }
}
