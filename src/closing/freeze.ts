import { rowHashOf, RowsHash } from '../books/seal-hash';
import type { Connection } from '../database/connection';
import type { RowToFreeze } from './rows-to-freeze';

/** What a link says of its rows. */
export interface FrozenRows {
  readonly rowCount: number;
  readonly rowsHash: string;
}

const ROWS_OF_A_STATEMENT = 500;

/** Writes the rows of a seal, numbered from 1, holding no more of them than are given at a time. */
export async function freeze(
  connection: Connection,
  sequence: number,
  rows: AsyncIterable<readonly RowToFreeze[]>,
): Promise<FrozenRows> {
  const hash = new RowsHash();
  let rowCount = 0;
  for await (const chunk of rows) {
    for (let at = 0; at < chunk.length; at += ROWS_OF_A_STATEMENT) {
      const values = chunk.slice(at, at + ROWS_OF_A_STATEMENT).map(({ kind, paymentId, content }) => {
        rowCount += 1;
        const rowHash = rowHashOf({ rowNo: rowCount, kind, paymentId, content });
        hash.add(rowHash);
        return [sequence, rowCount, kind, paymentId, content, rowHash];
      });
      await connection.write(
        `INSERT INTO closed_rows (seal_sequence, row_no, kind, payment_id, content, row_hash)
          VALUES ${values.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}`,
        values.flat(),
      );
    }
  }
  return { rowCount, rowsHash: hash.digest() };
}
