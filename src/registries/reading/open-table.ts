import type { UploadedFile } from '../../shared/http/uploaded-file';
import { Problem } from '../../shared/problem/problem';
import { RegistryProblems } from '../registry-problems';
import { csvRows } from './csv-rows';
import { sharedStrings } from './shared-strings';
import { sheetRows } from './sheet-rows';
import type { Table, TableRow } from './table';
import { workbookOf } from './workbook';
import { ZipArchive } from './zip-archive';

/** What a sheet may unpack to: a million full rows are less. It is read piece by piece, so this bounds time alone. */
const SHEET_MAX_BYTES = 2_147_483_648;
const STRINGS_MAX_BYTES = 268_435_456;
const SHARED_STRINGS = 'xl/sharedStrings.xml';

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const NO_TABLES = ['\u00d0\u00cf\u0011\u00e0', '%PDF', '{\\rt', 'Rar!', '7z\u00bc\u00af', '\u001f\u008b'].map(
  (mark) => Buffer.from(mark, 'latin1'),
);

/**
 * The table that a file holds, told by its content alone.
 * @throws Problem when it holds none
 */
export async function openTable(file: UploadedFile): Promise<Table> {
  const head = await file.head(8);
  const begins = (mark: Buffer): boolean => head.subarray(0, mark.length).equals(mark);
  if (NO_TABLES.some(begins)) throw new Problem(RegistryProblems.formatUnsupported);
  if (!begins(ZIP)) return { format: 'csv', isStrict: true, is1904: false, rows: () => csvRows(file) };
  const zip = await ZipArchive.open(file);
  const { sheetPart, is1904 } = await workbookOf(zip);
  return { format: 'xlsx', isStrict: false, is1904, rows: () => rowsOf(zip, sheetPart) };
}

async function* rowsOf(zip: ZipArchive, sheetPart: string): AsyncGenerator<TableRow> {
  const strings = await sharedStrings(await zip.read(SHARED_STRINGS, STRINGS_MAX_BYTES));
  const sheet = await zip.read(sheetPart, SHEET_MAX_BYTES);
  if (!sheet) throw new Problem(RegistryProblems.damaged);
  yield* sheetRows(sheet, strings);
}
