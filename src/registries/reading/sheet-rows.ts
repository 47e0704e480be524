import type { Readable } from 'node:stream';
import { Problem } from '../../shared/problem/problem';
import { RegistryProblems } from '../registry-problems';
import { CELL_MAX, COLUMNS_MAX, type Cell, type TableRow } from './table';
import { readXml, type XmlListener } from './xml';

const damaged = (): Problem => new Problem(RegistryProblems.damaged);

/** Column of a reference such as `AB12`, counted from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') {
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column - 1;
}

/** Gathers the rows of a sheet while its XML is read. */
class Sheet implements XmlListener {
  rows: TableRow[] = [];
  private line = 0;
  private cells: Cell[] = [];
  private column = 0;
  private type = '';
  private isFormula = false;
  private isValue = false;
  private value: string | null = null;

  constructor(private readonly strings: readonly string[]) {}

  opened(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.beginRow(attributes['r']);
    else if (name === 'c') this.beginCell(attributes);
    else if (name === 'f') this.isFormula = true;
    this.isValue = name === 'v' || name === 't';
    if (this.isValue) this.value ??= '';
  }

  text(text: string): void {
    if (!this.isValue || this.value === null) return;
    this.value += text;
    if (this.value.length > CELL_MAX) throw damaged();
  }

  closed(name: string): void {
    this.isValue = false;
    if (name === 'c') this.endCell();
    else if (name === 'row') this.endRow();
  }

  private beginRow(number: string | undefined): void {
    const line = number === undefined ? this.line + 1 : Number(number);
    // Rows come in their order, so a line is never told twice.
    if (!Number.isSafeInteger(line) || line <= this.line) throw damaged();
    this.line = line;
    this.cells = [];
    this.column = 0;
  }

  private beginCell({ r: reference, t: type = 'n' }: Readonly<Record<string, string>>): void {
    if (reference !== undefined) this.column = columnOf(reference);
    this.type = type;
    this.isFormula = false;
    this.value = null;
  }

  private endCell(): void {
    if (this.column < 0) throw damaged();
    if (this.column < COLUMNS_MAX) {
      while (this.cells.length < this.column) this.cells.push(null);
      this.cells[this.column] = this.cell();
    }
    this.column += 1;
    this.value = null;
  }

  private cell(): Cell {
    if (this.isFormula) return { unusable: 'formula' };
    if (this.value === null) return null;
    if (this.type === 's') return this.strings[Number(this.value)] ?? { unusable: 'error' };
    if (this.type === 'str' || this.type === 'inlineStr' || this.type === 'd') return this.value;
    const number = this.type === 'n' && this.value.trim() !== '' ? Number(this.value) : Number.NaN;
    return Number.isFinite(number) ? number : { unusable: 'error' };
  }

  private endRow(): void {
    const isEmpty = this.cells.every(
      (cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''),
    );
    if (!isEmpty) this.rows.push({ line: this.line, lastLine: this.line, cells: this.cells });
  }
}

/** The rows of a sheet in their order, empty ones left out. */
export async function* sheetRows(part: Readable, strings: readonly string[]): AsyncGenerator<TableRow> {
  const sheet = new Sheet(strings);
  const pieces = readXml(part, sheet);
  try {
    while (!(await pieces.next()).done) {
      const { rows } = sheet;
      sheet.rows = [];
      yield* rows;
    }
  } finally {
    await pieces.return(undefined);
  }
  yield* sheet.rows;
}
