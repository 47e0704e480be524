import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { UploadedFile } from '../../shared/http/uploaded-file';
import { Problem } from '../../shared/problem/problem';
import { RegistryProblems } from '../registry-problems';
import { separatorOf } from './separator';
import { CELL_MAX, COLUMNS_MAX, type TableRow } from './table';
import { encodingOf, textOf } from './text-encoding';

const HEAD_BYTES = 65_536;

/**
 * The rows of a CSV file in their order, empty ones left out.
 * @throws Problem when its encoding is not supported, or a quote is never closed
 */
export async function* csvRows(file: UploadedFile): AsyncGenerator<TableRow> {
  const encoding = await encodingOf(file);
  const head = new TextDecoder(encoding).decode(await file.head(HEAD_BYTES));
  const separator = separatorOf(head);
  const parser = parse({
    delimiter: separator,
    info: true,
    relax_column_count: true,
    // `ООО "Ромашка"` stands in files as it is.
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: CELL_MAX * 4,
  });
  // Its failure is heard by who reads the parser.
  const flow = pipeline(Readable.from(textOf(file.content(), encoding)), parser).catch(() => undefined);
  let line = 0;
  try {
    for await (const item of parser) {
      const { record, info } = item as { record: string[]; info: { lines: number } };
      const cells = hasSwallowed(record, separator) ? [] : record.slice(0, COLUMNS_MAX);
      if (record.some((cell) => cell.trim() !== '')) yield { line: line + 1, lastLine: info.lines, cells };
      line = info.lines;
    }
  } catch (cause) {
    throw cause instanceof CsvError ? new Problem(RegistryProblems.damaged, { cause }) : cause;
  } finally {
    parser.destroy();
    await flow;
  }
}

/** An open quote takes the rows behind it into its cell, and they would be lost without a word. */
function hasSwallowed(record: readonly string[], separator: string): boolean {
  return record.some(
    (cell) =>
      /[\r\n]/.test(cell) &&
      cell.split(/[\r\n]+/).some((line) => line.split(separator).length >= Math.max(record.length, 3)),
  );
}
