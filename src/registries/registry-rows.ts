import type { Connection } from '../database/connection';
import { integerOf } from '../database/rows';
import type { Registry, RegistryState } from './registry';

interface Row {
  id: string;
  content_hash: string;
  file_name: string;
  format: string;
  size_bytes: string;
  state: RegistryState;
  failure: string | null;
  uploaded_at: Date;
  uploaded_by: string;
  lines_good: number;
  lines_bad: number;
  first_day: string | null;
  last_day: string | null;
}

function toRegistry(row: Row): Registry {
  return {
    id: row.id,
    contentHash: row.content_hash,
    fileName: row.file_name,
    format: row.format,
    sizeBytes: integerOf(row.size_bytes),
    state: row.state,
    failure: row.failure,
    uploadedAt: row.uploaded_at,
    uploadedBy: row.uploaded_by,
    linesGood: row.lines_good,
    linesBad: row.lines_bad,
    firstDay: row.first_day,
    lastDay: row.last_day,
  };
}

export async function findRegistry(connection: Connection, id: string): Promise<Registry | null> {
  const [row] = await connection.rows<Row>('SELECT * FROM registries WHERE id = ?', [id]);
  return row ? toRegistry(row) : null;
}

/** Newest first. */
export async function listRegistries(
  connection: Connection,
  beforeId: string | null,
  limit: number,
): Promise<readonly Registry[]> {
  const rows = await connection.rows<Row>(
    `SELECT * FROM registries ${beforeId === null ? '' : 'WHERE id < ?'} ORDER BY id DESC LIMIT ?`,
    beforeId === null ? [limit] : [beforeId, limit],
  );
  return rows.map(toRegistry);
}
