import type { Alignment, Row, Worksheet } from 'exceljs';
import type { Kopecks } from '../../shared/money';

export type Cell = string | number | null;

const THIN = { style: 'thin' } as const;
const BOX = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const MONEY = '#,##0.00;[Red]-#,##0.00';
const GREY = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEDEDED' } } as const;

/** A sum of roubles as a table shows it; the format of its cell says two digits. */
export const roubles = (sum: Kopecks): number => sum / 100;

/** Of text of nine points, in points. */
const LINE_HEIGHT = 14;

/** How many lines a text takes in a column of this many characters: no program grows the rows of a file that it did not write. */
function linesOf(cell: Cell, width = 1): number {
  return typeof cell === 'string' ? Math.ceil((cell.length * 1.1) / width) : 1;
}

/** Writes the rows of the act one under the other. */
export class SheetRows {
  constructor(
    private readonly sheet: Worksheet,
    private readonly columns: number,
  ) {}

  title(text: string): void {
    this.line(text, { bold: true, size: 14 }, { horizontal: 'center' });
  }

  heading(text: string): void {
    this.gap();
    this.line(text, { bold: true, size: 11 });
  }

  /** A line of text over the whole width. */
  line(text: string, font: Row['font'] = { size: 10 }, alignment: Partial<Alignment> = {}): void {
    const row = this.sheet.addRow([text]);
    this.sheet.mergeCells(row.number, 1, row.number, this.columns);
    row.font = font;
    row.alignment = { vertical: 'middle', wrapText: true, ...alignment };
  }

  gap(): void {
    this.sheet.addRow([]);
  }

  tableHead(cells: readonly string[]): void {
    const row = this.boxed(cells);
    row.font = { bold: true, size: 9 };
    row.eachCell((cell) => (cell.fill = GREY));
    row.alignment = { vertical: 'middle', horizontal: 'center', wrapText: true };
  }

  /** `money` are the columns, counted from 1, that hold sums. */
  tableRow(
    cells: readonly Cell[],
    style: { readonly isBold?: boolean; readonly money: readonly number[] },
  ): void {
    const row = this.boxed(cells);
    row.font = { size: 9, bold: style.isBold ?? false };
    row.alignment = { vertical: 'top', wrapText: true };
    for (const column of style.money) row.getCell(column).numFmt = MONEY;
  }

  private boxed(cells: readonly Cell[]): Row {
    const row = this.sheet.addRow(cells.map((cell) => cell ?? ''));
    let lines = 1;
    for (let column = 1; column <= cells.length; column += 1) {
      row.getCell(column).border = BOX;
      lines = Math.max(lines, linesOf(cells[column - 1] ?? null, this.sheet.getColumn(column).width));
    }
    row.height = lines * LINE_HEIGHT;
    return row;
  }
}
