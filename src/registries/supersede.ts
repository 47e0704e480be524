import type { Connection } from '../database/connection';
import type { Registry } from './registry';

/** Counts the truly equal operations of a registry, such as two refunds of the same part, so that each stays one. */
export async function countEqualLines(connection: Connection, registryId: string): Promise<void> {
  await connection.write(
    `UPDATE registry_lines l JOIN (
        SELECT line_number, ROW_NUMBER() OVER (PARTITION BY operation_key ORDER BY line_number) AS ordinal
          FROM registry_lines WHERE registry_id = ?
      ) counted ON counted.line_number = l.line_number
      SET l.operation_ordinal = counted.ordinal
      WHERE l.registry_id = ? AND counted.ordinal > 1`,
    [registryId, registryId],
  );
}

/** Takes the lines in force out of it that a registry brings again. */
export async function supersedeEarlier(
  connection: Connection,
  registryId: string,
  { firstDay, lastDay }: Pick<Registry, 'firstDay' | 'lastDay'>,
): Promise<void> {
  if (firstDay === null || lastDay === null) return;
  // The same operation is of the same day.
  const earlier = await connection.rows<{ id: string }>(
    `SELECT id FROM registries WHERE state = 'read' AND first_day <= ? AND last_day >= ? AND id <> ?`,
    [lastDay, firstDay, registryId],
  );
  for (const { id } of earlier) {
    await connection.write(
      `UPDATE registry_lines newer JOIN registry_lines older
          ON older.operation_key = newer.operation_key AND older.operation_ordinal = newer.operation_ordinal
          AND older.registry_id = ? AND older.superseded_by IS NULL
        SET older.superseded_by = ? WHERE newer.registry_id = ?`,
      [id, registryId, registryId],
    );
  }
}
