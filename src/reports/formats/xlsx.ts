import type { Report } from '../report';
import { Totals } from '../totals';
import type { WallClock } from '../wall-clock';
import { ABOUT_SHEET, aboutSheet } from '../xlsx/about-sheet';
import { RowFeed } from '../xlsx/row-feed';
import { STYLES } from '../xlsx/styles';
import { TableSheets } from '../xlsx/table-sheet';
import {
  contentTypes,
  ROOT_RELATIONS,
  sheetPath,
  workbookOf,
  workbookRelations,
  type SheetPlace,
} from '../xlsx/workbook';
import { zipOf, type ZipEntry } from '../xlsx/zip';

/**
 * A report as a workbook: its rows on one sheet, or on several where they are more than a sheet holds, and what it is about on
 * the last one. The same report makes the same bytes.
 */
export function xlsxOf(report: Report, clock: WallClock, rowsMax?: number): AsyncGenerator<Buffer> {
  return zipOf(partsOf(report, clock, rowsMax));
}

async function* partsOf(report: Report, clock: WallClock, rowsMax?: number): AsyncGenerator<ZipEntry> {
  yield part('_rels/.rels', ROOT_RELATIONS);
  yield part('xl/styles.xml', STYLES);
  const totals = new Totals(report.columns);
  const tables = new TableSheets(report.columns, clock, totals, rowsMax);
  const feed = new RowFeed(report.rows);
  const sheets: SheetPlace[] = [];
  do {
    const number = sheets.length + 1;
    const name = number === 1 ? report.title : `${report.title} ${String(number)}`;
    yield { name: `xl/${sheetPath(number)}`, content: tables.sheet(name, feed) };
    sheets.push({ name, filtered: tables.filteredOfLast() });
  } while (!(await feed.isEmpty()));
  sheets.push({ name: ABOUT_SHEET, filtered: null });
  const about = aboutSheet(report, clock, totals.count);
  yield { name: `xl/${sheetPath(sheets.length)}`, content: about };
  yield part('xl/workbook.xml', workbookOf(sheets));
  yield part('xl/_rels/workbook.xml.rels', workbookRelations(sheets));
  yield part('[Content_Types].xml', contentTypes(sheets));
}

const part = (name: string, text: string): ZipEntry => ({ name, content: [text] });
