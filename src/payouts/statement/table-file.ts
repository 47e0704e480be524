import { columnsOf, type ColumnNames, type Columns } from './columns';
import type { Encoding } from './encoding';
import { dayIn, WrongField } from './fields';
import { Span } from './span';
import type { Chunks, Entry } from './statement';
import { receiptOfRow } from './table-receipt';
import { cellsOf, rowsOf, type TableRow } from './table-rows';
import { linesOf } from './text-lines';

const DELIMITERS = [';', ',', '\t'];
/** A heading may stand below what the bank says of the account. */
const MOST_LINES_ABOVE = 30;
const SUMMARY = /^(итого|всего|входящ|исходящ|остаток)/i;

/** How to read a table. */
export interface TableRules {
  readonly names: ColumnNames;
  /** For tables that do not name theirs. */
  readonly account: string | null;
}

/** The delimiter under which the head of a file has a heading that is known, or null. */
export function delimiterOf(text: string, names: ColumnNames): string | null {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/, MOST_LINES_ABOVE);
  const hasHeading = (delimiter: string): boolean =>
    lines.some((line) => columnsOf(cellsOf(line, delimiter).cells, names) !== null);
  return DELIMITERS.find(hasHeading) ?? null;
}

/** The rows below the heading. Rows of sums below them are none. */
class Table {
  private columns: Columns | null = null;
  private readonly span = new Span();

  constructor(private readonly rules: TableRules) {}

  entryOf(row: TableRow): Entry | null {
    if (!this.columns) {
      this.columns = columnsOf(row.cells, this.rules.names);
      return null;
    }
    const columns = this.columns;
    if (SUMMARY.test(row.cells.find((cell) => cell !== '') ?? '')) return null;
    this.span.see(dayIn(row.cells[columns.get('date') ?? -1] ?? ''));
    try {
      if (row.isBroken) throw new WrongField('wrong_row', 'Кавычки не закрыты', row.cells[0] ?? '');
      const receipt = receiptOfRow(row, columns, this.rules.account);
      return receipt ? { kind: 'receipt', receipt } : { kind: 'other' };
    } catch (error) {
      if (!(error instanceof WrongField)) throw error;
      return {
        kind: 'fault',
        fault: { lineNumber: row.lineNumber, code: error.code, detail: error.message },
      };
    }
  }

  /** A table does not say what time it covers, so it is the time of its rows. */
  period(): Entry | null {
    return this.span.days && { kind: 'period', ...this.span.days };
  }
}

/** A statement as a table with a delimiter. */
export async function* tableEntries(
  chunks: Chunks,
  encoding: Encoding,
  delimiter: string,
  rules: TableRules,
): AsyncGenerator<Entry> {
  const table = new Table(rules);
  for await (const row of rowsOf(linesOf(chunks, encoding), delimiter)) {
    const entry = table.entryOf(row);
    if (entry) yield entry;
  }
  const period = table.period();
  if (period) yield period;
}
