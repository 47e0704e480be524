import { rowOf, type ColumnOf, type Row } from './column';
import type { PeriodDay } from './period';

/** The rows of items that belong to single days, one day after the other. */
export async function* dayByDay<Item>(
  days: readonly PeriodDay[],
  columns: readonly ColumnOf<Item>[],
  itemsOf: (day: PeriodDay) => AsyncGenerator<readonly Item[]>,
): AsyncGenerator<readonly Row[]> {
  for (const day of days) {
    for await (const items of itemsOf(day)) yield items.map((item) => rowOf(columns, item));
  }
}
