import { Discrepancies } from '../../books/discrepancies';
import type { Discrepancy } from '../../books/discrepancy';
import { parseDiscrepancy } from '../../books/seal-content';
import { marks } from '../../database/rows';
import type { SqlUnits } from '../../database/sql-units';
import type { PeriodDay } from '../period';
import type { Sources } from '../sources';
import type { DiscrepancyItem } from './discrepancy-columns';

/** The discrepancies of a day: as they are now, or as they were when it was closed. */
export async function* discrepancyItemsOf(
  { units, closedDays }: Sources,
  day: PeriodDay,
): AsyncGenerator<readonly DiscrepancyItem[]> {
  if (day.seal) {
    for await (const rows of closedDays.rows(day.seal.sequence, 'discrepancy'))
      yield rows.map(({ content }) => ({
        ...parseDiscrepancy(content),
        day,
        terminal: null,
        assignee: null,
      }));
    return;
  }
  for await (const found of new Discrepancies(units).all({ day: day.day })) {
    const notes = await notesOf(units, found);
    yield found.map((discrepancy) => ({ ...discrepancy, day, note: notes.get(discrepancy.id) ?? null }));
  }
}

/** What was said when a person closed them; the last word stands. */
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
  return new Map(rows.map(({ discrepancy_id: id, text }) => [id, text]));
}
