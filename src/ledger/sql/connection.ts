import type { SqlValue } from '../../database/sql';

export { integerOf, marks } from '../../database/rows';

/** One database connection, inside a transaction or not. */
export interface Connection {
  rows<Row>(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
  /** Runs a writing statement; answers how many rows it met. */
  write(text: string, values?: readonly SqlValue[]): Promise<number>;
}

/** Writes one row from column names and values. */
export async function insertRow(
  connection: Connection,
  table: string,
  row: Record<string, SqlValue>,
): Promise<void> {
  const columns = Object.keys(row);
  const marks = columns.map(() => '?').join(', ');
  await connection.write(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`,
    Object.values(row),
  );
}

/** Overwrites one row by id, if its stored version is the one before; answers whether it was. */
export async function updateVersioned(
  connection: Connection,
  table: string,
  row: Record<string, SqlValue> & { readonly id: string; readonly version: number },
): Promise<boolean> {
  const columns = Object.keys(row).filter((column) => column !== 'id');
  const assignments = columns.map((column) => `${column} = ?`).join(', ');
  const values = columns.map((column) => row[column] ?? null);
  const met = await connection.write(`UPDATE ${table} SET ${assignments} WHERE id = ? AND version = ?`, [
    ...values,
    row.id,
    row.version - 1,
  ]);
  return met === 1;
}
