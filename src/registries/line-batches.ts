import { Problem } from '../shared/problem/problem';
import { BadRow, type FaultCode } from './lines/bad-row';
import type { RegistryField } from './lines/columns';
import type { Columns, Heading } from './lines/headings';
import { LineReader, type LineRules, type NewLine } from './lines/read-line';
import type { Cell, Table, TableRow } from './reading/table';
import { RegistryProblems } from './registry-problems';

/** A row that was not taken. */
export interface Fault {
  readonly line: number;
  readonly lastLine: number;
  readonly code: FaultCode;
  /** What it is about; null for the whole row. */
  readonly field: RegistryField | null;
}

export interface LineBatch {
  readonly lines: readonly NewLine[];
  readonly faults: readonly Fault[];
}

export interface BatchRules extends Omit<LineRules, 'isStrict' | 'is1904'> {
  readonly columns: Columns;
  readonly maxRows: number;
}

const BATCH_ROWS = 500;
/** Some titles may stand above the heading. */
const HEADING_WITHIN_ROWS = 30;

/**
 * The rows of a table, read as lines of a registry.
 * @throws Problem when there is no heading, there are too many rows, or the file ends before its time
 */
export async function* lineBatches(table: Table, rules: BatchRules): AsyncGenerator<LineBatch> {
  const { isStrict, is1904 } = table;
  const above: (readonly Cell[])[] = [];
  let reader: LineReader | null = null;
  let batch = emptyBatch();
  let rows = 0;
  for await (const row of table.rows()) {
    if (!reader) {
      const heading: Heading | null = rules.columns.heading(row.cells);
      if (heading) reader = new LineReader(heading, { ...rules, isStrict, is1904 });
      else if (above.push(row.cells) === HEADING_WITHIN_ROWS) throw rules.columns.refusal(above);
      continue;
    }
    rows += 1;
    if (rows > rules.maxRows)
      throw new Problem(RegistryProblems.tooManyRows, { params: { max: rules.maxRows } });
    readInto(batch, reader, row);
    if (rows % BATCH_ROWS > 0) continue;
    yield batch;
    batch = emptyBatch();
  }
  if (!reader) throw rules.columns.refusal(above);
  yield batch;
}

interface GrowingBatch extends LineBatch {
  readonly lines: NewLine[];
  readonly faults: Fault[];
}

const emptyBatch = (): GrowingBatch => ({ lines: [], faults: [] });

function readInto(batch: GrowingBatch, reader: LineReader, row: TableRow): void {
  try {
    batch.lines.push(reader.read(row));
  } catch (error) {
    if (!(error instanceof BadRow)) throw error;
    const { line, lastLine } = row;
    batch.faults.push({ line, lastLine, code: error.code, field: error.field });
  }
}
