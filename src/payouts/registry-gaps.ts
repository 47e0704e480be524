import { daysCovered } from '../books/registry-lines';
import { integerOf } from '../database/rows';
import type { SqlUnits } from '../database/sql-units';
import type { BusinessDays } from '../shared/business-days';
import { dayAfter } from '../shared/calendar-day';
import { kopecks, type Kopecks } from '../shared/money';

/** A day on which the ledger has confirmed payments of a terminal, and no registry in force has a line of it. */
export interface RegistryGap {
  readonly day: string;
  readonly terminal: string;
  readonly payments: number;
  readonly amountKopecks: Kopecks;
}

/** In the order of days and terminals, both days included. */
export async function registryGaps(
  units: SqlUnits,
  businessDays: BusinessDays,
  firstDay: string,
  lastDay: string,
): Promise<readonly RegistryGap[]> {
  const gaps: RegistryGap[] = [];
  for (let day = firstDay; day <= lastDay; day = dayAfter(day, 1)) {
    const { from, to } = businessDays.named(day);
    const rows = await units.alone((connection) =>
      connection.rows<{ terminal: string; count: string; sum: string }>(
        `SELECT terminal, COUNT(*) AS count, SUM(amount_kopecks) AS sum FROM payments
          WHERE accounted_at >= ? AND accounted_at < ? AND confirmed_at IS NOT NULL
          GROUP BY terminal ORDER BY terminal`,
        [from, to],
      ),
    );
    for (const { terminal, count, sum } of rows) {
      const covered = await daysCovered(units, day, day, terminal);
      if (covered.length > 0) continue;
      gaps.push({ day, terminal, payments: integerOf(count), amountKopecks: kopecks(integerOf(sum)) });
    }
  }
  return gaps;
}
