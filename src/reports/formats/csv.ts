import { formatRoubles, kopecks } from '../../shared/money';
import { inRussian, type Column, type Row, type Value } from '../column';
import type { Report } from '../report';
import { Totals } from '../totals';
import { dayText, type WallClock } from '../wall-clock';
import { harmless } from './harmless-text';

/** `excel` is what Russian spreadsheets open as it is, `rfc4180` what programs read. */
export type CsvDialect = 'excel' | 'rfc4180';

const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';
const TOTAL = 'Итого';
/** What has to be quoted with either separator. */
const SPECIAL = /[",;\r\n]/;

type Cell = (value: Value) => string;

/** A report as CSV. For spreadsheets the last line holds the totals, so that a file that broke off is seen to lack them. */
export async function* csvOf(report: Report, dialect: CsvDialect, clock: WallClock): AsyncGenerator<string> {
  const separator = dialect === 'excel' ? ';' : ',';
  const columns = report.columns.map((column, place) => ({ column, place }));
  const shown = columns.filter(({ column }) => column.only !== 'json');
  const cells = shown.map(({ column, place }) => ({ place, cell: cellOf(column, dialect, clock) }));
  const lineOf = (row: Row): string =>
    cells.map(({ place, cell }) => cell(row[place] ?? null)).join(separator) + LINE_END;
  const headings = shown.map(({ column }) => quoted(dialect === 'excel' ? column.ru : column.en));
  yield (dialect === 'excel' ? BYTE_ORDER_MARK : '') + headings.join(separator) + LINE_END;
  const totals = new Totals(report.columns);
  for await (const rows of report.rows) {
    totals.add(rows);
    yield rows.map(lineOf).join('');
  }
  if (dialect === 'excel') yield TOTAL + lineOf(totals.row());
}

function quoted(text: string): string {
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function cellOf(column: Column, dialect: CsvDialect, clock: WallClock): Cell {
  const isForPeople = dialect === 'excel';
  const decimal = (text: string): string => (isForPeople ? text.replace('.', ',') : text);
  const print = ((): ((value: Exclude<Value, null>) => string) => {
    switch (column.kind) {
      case 'money':
        return (value) => decimal(formatRoubles(kopecks(value as number)));
      case 'integer':
        return (value) => String(value);
      case 'permille':
        return (value) => decimal(percentText(value as number));
      case 'moment':
        return (value) => (isForPeople ? clock.text(value as Date) : clock.iso(value as Date));
      case 'day':
        return (value) => (isForPeople ? dayText(value as string) : (value as string));
      case 'word':
        return (value) => text(isForPeople ? inRussian(column, value as string) : (value as string));
      case 'text':
        return (value) => text(value as string);
    }
  })();
  return (value) => (value === null ? '' : print(value));
}

const text = (value: string): string => quoted(harmless(value));

/** Thousandths as percent with one decimal. */
function percentText(permille: number): string {
  return `${String(Math.floor(permille / 10))}.${String(permille % 10)}`;
}
