import { integerOf } from '../database/rows';
import type { SqlUnits } from '../database/sql-units';
import {
  DISCREPANCY_CLASSES,
  type Discrepancy,
  type DiscrepancyClass,
  type DiscrepancyState,
  type Severity,
} from './discrepancy';
import { conditionOf, DiscrepancyReader, type DiscrepancyFilter } from './discrepancy-rows';

/** How many discrepancies of a day are alike. */
export interface DiscrepancyCount {
  readonly day: string;
  readonly class: DiscrepancyClass;
  readonly severity: Severity;
  readonly state: DiscrepancyState;
  readonly count: number;
}

const CHUNK = 500;

/** What the reconciliations have found, for whoever reads it. */
export class Discrepancies {
  constructor(private readonly units: SqlUnits) {}

  find(id: string): Promise<Discrepancy | null> {
    return this.units.alone((connection) => new DiscrepancyReader(connection).find(id));
  }

  /** The newest first, those older than the given one. */
  list(filter: DiscrepancyFilter, beforeId: string | null, limit: number): Promise<readonly Discrepancy[]> {
    return this.units.alone((connection) =>
      new DiscrepancyReader(connection).newest(filter, beforeId, limit),
    );
  }

  /** All that a filter lets through, in chunks, the oldest first. */
  async *all(filter: DiscrepancyFilter): AsyncGenerator<readonly Discrepancy[]> {
    let afterId: string | null = null;
    for (;;) {
      const after: string | null = afterId;
      const chunk: readonly Discrepancy[] = await this.units.alone((connection) =>
        new DiscrepancyReader(connection).oldest(filter, after, CHUNK),
      );
      if (chunk.length > 0) yield chunk;
      if (chunk.length < CHUNK) return;
      afterId = chunk.at(-1)?.id ?? null;
    }
  }

  /** By day, class, severity and state, in this order. */
  async counts(filter: DiscrepancyFilter): Promise<readonly DiscrepancyCount[]> {
    const { text, values } = conditionOf(filter);
    const rows = await this.units.alone((connection) =>
      connection.rows<Omit<DiscrepancyCount, 'count'> & { n: string }>(
        `SELECT day, class, severity, state, COUNT(*) AS n FROM discrepancies WHERE ${text}
         GROUP BY day, class, severity, state ORDER BY day, class, severity, state`,
        values,
      ),
    );
    return rows.map(({ n, ...alike }) => ({ ...alike, count: integerOf(n) }));
  }

  /** How many errors wait or are on their way to be healed, of every class and over all days. */
  async openErrorsByClass(): Promise<ReadonlyMap<DiscrepancyClass, number>> {
    const rows = await this.units.alone((connection) =>
      connection.rows<{ class: DiscrepancyClass; n: string }>(
        `SELECT class, COUNT(*) AS n FROM discrepancies WHERE state IN ('open', 'healing') AND severity = 'error'
          GROUP BY class`,
      ),
    );
    const counts = new Map<DiscrepancyClass, number>(DISCREPANCY_CLASSES.map((name) => [name, 0]));
    for (const row of rows) counts.set(row.class, integerOf(row.n));
    return counts;
  }

  /** How many errors of a day wait or are on their way to be healed: none may be left when it is closed. */
  openErrorsOf(day: string): Promise<number> {
    return this.units.alone((connection) => new DiscrepancyReader(connection).openErrorsOf(day));
  }
}
