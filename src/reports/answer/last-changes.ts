import type { SqlUnits } from '../../database/sql-units';
import type { ReportName } from '../report';

type Source = 'payments' | 'events' | 'registries' | 'discrepancies';

const SOURCES: Readonly<Record<ReportName, readonly Source[]>> = {
  payments: ['payments', 'events', 'registries'],
  summary: ['payments'],
  settlement: ['payments', 'registries'],
  reconciliation: ['discrepancies'],
  corrections: ['events'],
};

/** Each gives the time of its last change, and a number that changes where times do not tell all. */
const STATEMENTS: Readonly<Record<Source, string>> = {
  payments: 'SELECT MAX(updated_at) AS at, 0 AS n FROM payments',
  events: 'SELECT MAX(at) AS at, 0 AS n FROM payment_events',
  // A registry counts from the moment when it was read to its end, which is written nowhere.
  registries: "SELECT MAX(uploaded_at) AS at, COUNT(*) AS n FROM registries WHERE state = 'read'",
  discrepancies: 'SELECT MAX(at) AS at, 0 AS n FROM discrepancy_events',
};

export interface LastChanges {
  readonly lastAt: Date | null;
  /** Other after any change. */
  readonly marks: readonly unknown[];
}

/** What changed last of that which a report is made of. */
export async function lastChangesOf(units: SqlUnits, name: ReportName): Promise<LastChanges> {
  const found: { readonly at: Date | null; readonly n: string | number }[] = [];
  for (const source of SOURCES[name]) {
    const [row] = await units.alone((connection) =>
      connection.rows<{ at: Date | null; n: string | number }>(STATEMENTS[source]),
    );
    if (row) found.push(row);
  }
  const times = found.flatMap(({ at }) => (at ? [at.getTime()] : []));
  return {
    lastAt: times.length === 0 ? null : new Date(Math.max(...times)),
    marks: found.map(({ at, n }) => [at, String(n)]),
  };
}
