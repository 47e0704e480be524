import { Discrepancies } from '../books/discrepancies';
import type { Discrepancy } from '../books/discrepancy';
import type { SealedDiscrepancy } from '../books/seal-content';
import { marks } from '../database/rows';
import type { SqlUnits } from '../database/sql-units';

/** Everything that the reconciliations have found about a day, with what was said when it was closed, the oldest first. */
export async function* discrepanciesOfDay(
  units: SqlUnits,
  day: string,
): AsyncGenerator<readonly SealedDiscrepancy[]> {
  for await (const chunk of new Discrepancies(units).all({ day })) {
    const notes = await notesOf(units, chunk);
    yield chunk.map((discrepancy) => ({ ...discrepancy, note: notes.get(discrepancy.id) ?? null }));
  }
}

async function notesOf(
  units: SqlUnits,
  discrepancies: readonly Discrepancy[],
): Promise<ReadonlyMap<string, string | null>> {
  const ids = discrepancies.filter(({ state }) => state === 'closed').map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await units.alone((connection) =>
    connection.rows<{ discrepancy_id: string; text: string | null }>(
      `SELECT discrepancy_id, text FROM discrepancy_events WHERE type = 'closed' AND discrepancy_id IN (${marks(ids)})
        ORDER BY discrepancy_id, sequence`,
      ids,
    ),
  );
  // The last word stands.
  return new Map(rows.map(({ discrepancy_id: id, text }) => [id, text]));
}
