import { Readable } from 'node:stream';
import { csvOf } from '../formats/csv';
import { jsonOf } from '../formats/json';
import { xlsxOf } from '../formats/xlsx';
import type { Report } from '../report';
import type { ReportRequest } from '../request/report-request';
import { WallClock } from '../wall-clock';

/** A report in its format. */
function printed(
  report: Report,
  { format, dialect, timeZone }: ReportRequest,
): AsyncGenerator<string | Buffer> {
  const clock = new WallClock(timeZone);
  switch (format) {
    case 'json':
      return jsonOf(report, clock);
    case 'csv':
      return csvOf(report, dialect, clock);
    case 'xlsx':
      return xlsxOf(report, clock);
  }
}

/**
 * The body of an answer. The first rows are read before anything is answered, so that what fails at once fails with a problem;
 * the others as they are sent. When reading fails later the stream does, and with it the connection: half a report must not
 * look like a whole one.
 * @throws OutOfService when the database is away
 */
export async function bodyOf(
  report: Report,
  request: ReportRequest,
  tellFailure: (error: unknown) => void,
): Promise<Readable> {
  const rows = await begun(report.rows);
  const pieces = told(printed({ ...report, rows }, request), tellFailure);
  // One piece is made while one is sent; a slow reader stops the reading.
  const body = Readable.from(pieces, { objectMode: true, highWaterMark: 1 });
  // A generator that nothing was taken from yet ends without ending the one it reads: the reading is ended here.
  return body.once('close', () => void report.rows.return(undefined).catch(tellFailure));
}

async function begun<T>(source: AsyncGenerator<T>): Promise<AsyncGenerator<T>> {
  const first = await source.next();
  return (async function* () {
    if (first.done === true) return;
    yield first.value;
    yield* source;
  })();
}

async function* told(
  pieces: AsyncGenerator<string | Buffer>,
  tellFailure: (error: unknown) => void,
): AsyncGenerator<Buffer> {
  try {
    for await (const piece of pieces) if (piece.length > 0) yield Buffer.from(piece as string);
  } catch (error) {
    tellFailure(error);
    throw error;
  }
}
