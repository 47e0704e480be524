import type { ClosedDays } from '../books/closed-days';
import type { SqlUnits } from '../database/sql-units';

/** Where reports read: the ledger and the registries as they are, and what was frozen when days were closed. */
export interface Sources {
  readonly units: SqlUnits;
  readonly closedDays: ClosedDays;
}
