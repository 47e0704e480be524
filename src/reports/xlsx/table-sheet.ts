import type { Column, Row } from '../column';
import type { Totals } from '../totals';
import type { WallClock } from '../wall-clock';
import { cellWriterOf, formulaCell, lettersOf, numberOf, textCell } from './cells';
import { boldStyle, HEADING_STYLE, plainStyle } from './styles';
import type { RowFeed } from './row-feed';
import { xmlText } from './xml-text';

/** A spreadsheet has 1,048,576 rows; the heading and the totals are among them. */
export const SHEET_ROWS = 1_000_000;

interface Place {
  readonly column: Column;
  /** In a row of the report. */
  readonly index: number;
  readonly letters: string;
}

/** The report's rows on as many sheets as they need, each with its heading, the totals on the last. */
export class TableSheets {
  private readonly places: readonly Place[];
  /** The rows of the sheets that were written: name and number of the last. */
  private readonly written: { readonly name: string; readonly lastRow: number }[] = [];

  constructor(
    columns: readonly Column[],
    private readonly clock: WallClock,
    private readonly totals: Totals,
    private readonly rowsMax = SHEET_ROWS,
  ) {
    const shown = columns
      .map((column, index) => ({ column, index }))
      .filter(({ column }) => column.only !== 'json');
    this.places = shown.map((place, at) => ({ ...place, letters: lettersOf(at) }));
  }

  /** One sheet of the rows that are left, or of the first of them. */
  async *sheet(name: string, feed: RowFeed): AsyncGenerator<string> {
    yield this.head();
    let number = 1;
    while (number <= this.rowsMax) {
      const rows = await feed.take(this.rowsMax + 1 - number);
      if (rows.length === 0) break;
      this.totals.add(rows);
      const first = number + 1;
      yield this.lines(rows, first);
      number += rows.length;
    }
    this.written.push({ name, lastRow: number });
    const isLast = await feed.isEmpty();
    yield `${isLast ? this.totalsLine(number + 1) : ''}</sheetData><autoFilter ref="${this.filtered(number, '')}"/>`;
    yield '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>';
    yield '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>';
  }

  /** The cells of the sheet written last that can be filtered, for the workbook. */
  filteredOfLast(): string {
    return this.filtered(this.written.at(-1)?.lastRow ?? 1, '$');
  }

  private filtered(lastRow: number, sign: '' | '$'): string {
    const last = this.places.at(-1)?.letters ?? 'A';
    return `${sign}A${sign}1:${sign}${last}${sign}${String(lastRow)}`;
  }

  private head(): string {
    const columns = this.places.map(
      ({ column: { width } }, at) =>
        `<col min="${String(at + 1)}" max="${String(at + 1)}" width="${String(width)}" customWidth="1"/>`,
    );
    const headings = this.places.map(({ column, letters }) =>
      textCell(`${letters}1`, HEADING_STYLE, column.ru),
    );
    return (
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">' +
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
      `<sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols>` +
      `<sheetData><row r="1" ht="32" customHeight="1">${headings.join('')}</row>`
    );
  }

  private lines(rows: readonly Row[], first: number): string {
    const cells = this.places.map(({ column, index, letters }) => ({
      index,
      letters,
      style: plainStyle(column.kind),
      write: cellWriterOf(column, this.clock),
    }));
    let text = '';
    rows.forEach((row, at) => {
      const number = String(first + at);
      text += `<row r="${number}">`;
      for (const { index, letters, style, write } of cells)
        text += write(letters + number, style, row[index] ?? null);
      text += '</row>';
    });
    return text;
  }

  /** Sums that follow a filter, and that nobody adds up twice: a subtotal does not count other subtotals. */
  private totalsLine(number: number): string {
    const sums = this.totals.row();
    const cells = this.places.map(({ column, index, letters }, at) => {
      const place = `${letters}${String(number)}`;
      const sum = sums[index] ?? null;
      if (sum === null) return at === 0 ? textCell(place, boldStyle('text'), 'Итого') : '';
      const value = numberOf(column, sum, this.clock);
      return formulaCell(place, boldStyle(column.kind), this.subtotal(letters), value);
    });
    return `<row r="${String(number)}">${cells.join('')}</row>`;
  }

  private subtotal(letters: string): string {
    const ranges = this.written.map(({ name, lastRow }, at) => {
      const sheet = at === this.written.length - 1 ? '' : `'${xmlText(name)}'!`;
      return `SUBTOTAL(109,${sheet}${letters}2:${letters}${String(Math.max(lastRow, 2))})`;
    });
    return ranges.join('+');
  }
}
