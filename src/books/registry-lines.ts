import type { SqlUnits } from '../database/sql-units';
import { dayAfter } from '../shared/calendar-day';
import type { RegistryLine } from './registry-line';
import { linesAfter, type DayOfLines, type KeptLine } from './registry-line-rows';

const CHUNK = 1_000;

type Chunks = AsyncGenerator<readonly RegistryLine[]>;

/**
 * The lines in force of a business day, in chunks, in the order of terminal, registry and line number. All chunks are of one
 * moment: what is loaded while they are read is not seen.
 * @param day by the time of the operation, `YYYY-MM-DD`
 * @param terminal null for every terminal
 */
export async function* registryLinesOfDay(units: SqlUnits, day: string, terminal: string | null): Chunks {
  const registries = await registriesRead(units, 'first_day <= ? AND last_day >= ?', [day, day]);
  yield* inForce(units, { column: 'day', day, terminal }, registries);
}

/**
 * As {@link registryLinesOfDay}, of the lines that the bank transferred on these days, both included, one day after the other.
 * Lines without a day of transfer are in none.
 */
export async function* registryLinesOfTransferDays(
  units: SqlUnits,
  firstDay: string,
  lastDay: string,
  terminal: string | null,
): Chunks {
  // A registry that corrects another may name another day of transfer, so any of them may count.
  const registries = await registriesRead(units, 'TRUE', []);
  for (const day of daysBetween(firstDay, lastDay)) {
    yield* inForce(units, { column: 'transfer_day', day, terminal }, registries);
  }
}

/** The business days, both ends included and in their order, of which there is any line in force. */
export async function daysCovered(
  units: SqlUnits,
  firstDay: string,
  lastDay: string,
  terminal: string | null,
): Promise<readonly string[]> {
  const covered: string[] = [];
  for (const day of daysBetween(firstDay, lastDay)) {
    const rows = await units.alone((connection) =>
      connection.rows(
        `SELECT 1 FROM registry_lines l JOIN registries r ON r.id = l.registry_id
          WHERE l.day = ? ${terminal === null ? '' : 'AND l.terminal = ?'}
            AND l.superseded_by IS NULL AND r.state = 'read' LIMIT 1`,
        terminal === null ? [day] : [day, terminal],
      ),
    );
    if (rows.length > 0) covered.push(day);
  }
  return covered;
}

/** The ids of registries that were read to their end by now. */
async function registriesRead(
  units: SqlUnits,
  condition: string,
  values: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await units.alone((connection) =>
    connection.rows<{ id: string }>(
      `SELECT id FROM registries WHERE state = 'read' AND ${condition}`,
      values,
    ),
  );
  return new Set(rows.map(({ id }) => id));
}

async function* inForce(units: SqlUnits, day: DayOfLines, registries: ReadonlySet<string>): Chunks {
  for (let after: RegistryLine | null = null; ;) {
    const place = after;
    const kept: readonly KeptLine[] = await units.alone((connection) =>
      linesAfter(connection, day, place, CHUNK),
    );
    const lines = kept
      // Superseded by one that was not there when the reading began is in force still.
      .filter(({ supersededBy }) => supersededBy === null || !registries.has(supersededBy))
      .map(({ line }) => line)
      .filter(({ registryId }) => registries.has(registryId));
    if (lines.length > 0) yield lines;
    after = kept.at(-1)?.line ?? null;
    if (kept.length < CHUNK) return;
  }
}

function* daysBetween(firstDay: string, lastDay: string): Generator<string> {
  for (let day = firstDay; day <= lastDay; day = dayAfter(day, 1)) yield day;
}
