import type { Column, Row, Value } from '../column';
import { stateOf } from '../period';
import type { Report } from '../report';
import { Totals } from '../totals';
import type { WallClock } from '../wall-clock';

/** A report as one JSON object: money in kopecks, moments with their offset. */
export async function* jsonOf(report: Report, clock: WallClock): AsyncGenerator<string> {
  const totals = new Totals(report.columns);
  yield `${headOf(report, clock)},"items":[`;
  const itemOf = printerOf(report.columns, clock);
  let separator = '';
  for await (const rows of report.rows) {
    if (rows.length === 0) continue;
    totals.add(rows);
    yield separator + rows.map(itemOf).join(',');
    separator = ',';
  }
  yield `],"totals":${JSON.stringify(totals.byName())}}`;
}

function headOf({ from, to, days }: Report, clock: WallClock): string {
  const head = {
    from,
    to,
    timeZone: clock.timeZone,
    days: days.map((day) => ({
      day: day.day,
      state: stateOf(day),
      sealHash: day.seal?.hash ?? null,
      sealedAt: day.seal ? clock.iso(day.seal.sealedAt) : null,
    })),
  };
  return JSON.stringify(head).slice(0, -1);
}

function printerOf(columns: readonly Column[], clock: WallClock): (row: Row) => string {
  const fields = columns
    .map(({ name, only }, place) => ({ key: `${JSON.stringify(name)}:`, place, only }))
    .filter(({ only }) => only !== 'tables');
  const print = (value: Value): string => JSON.stringify(value instanceof Date ? clock.iso(value) : value);
  return (row) => `{${fields.map(({ key, place }) => key + print(row[place] ?? null)).join(',')}}`;
}
