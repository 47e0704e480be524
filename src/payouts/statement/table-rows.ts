import type { TextLine } from './text-lines';

/** A quoted cell may hold so many lines; a quote that nobody closes takes no more with it than its own line. */
const MOST_LINES = 20;

export interface TableRow {
  /** Of its first line. */
  readonly lineNumber: number;
  readonly cells: readonly string[];
  /** A quote is not closed, so its cells are not to be trusted. */
  readonly isBroken: boolean;
}

/** The cells of one record (RFC 4180); a quote inside an unquoted cell is a character like any other. */
export function cellsOf(
  text: string,
  delimiter: string,
): { readonly cells: string[]; readonly isOpen: boolean } {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] !== '"') {
      const end = text.indexOf(delimiter, at);
      cells.push(text.slice(at, end === -1 ? undefined : end).trim());
      if (end === -1) return { cells, isOpen: false };
      at = end + 1;
      continue;
    }
    let cell = '';
    for (at += 1; ; at += 1) {
      const quote = text.indexOf('"', at);
      if (quote === -1) return { cells: [...cells, (cell + text.slice(at)).trim()], isOpen: true };
      cell += text.slice(at, quote);
      at = quote + 1;
      if (text[at] !== '"') break;
      cell += '"';
    }
    const end = text.indexOf(delimiter, at);
    cells.push((cell + text.slice(at, end === -1 ? undefined : end)).trim());
    if (end === -1) return { cells, isOpen: false };
    at = end + 1;
  }
}

const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell === '');

/** Lines from which rows are taken, the first ones first. A row of several lines is as wide as the one before. */
class Rows {
  private readonly held: TextLine[] = [];
  private width = 0;

  constructor(private readonly delimiter: string) {}

  /** The rows that are whole with one more line; what may go on in the next is held back. */
  *with(line: TextLine): Generator<TableRow> {
    this.held.push(line);
    yield* this.whole(MOST_LINES);
  }

  /** All that is held. */
  *rest(): Generator<TableRow> {
    yield* this.whole(0);
  }

  private *whole(most: number): Generator<TableRow> {
    for (let [first] = this.held; first; [first] = this.held) {
      const joined = this.joined();
      if (!joined && this.held.length < most) return;
      const count = joined && (joined.count === 1 || joined.cells.length === this.width) ? joined.count : 1;
      const { cells, isOpen } = cellsOf(this.textOf(count), this.delimiter);
      this.held.splice(0, count);
      if (!isOpen) this.width = cells.length;
      if (!isEmpty(cells)) yield { lineNumber: first.number, cells, isBroken: isOpen };
    }
  }

  /** As many of the held lines as close every quote, or null when all of them do not. */
  private joined(): { readonly count: number; readonly cells: readonly string[] } | null {
    for (let count = 1; count <= this.held.length; count += 1) {
      const { cells, isOpen } = cellsOf(this.textOf(count), this.delimiter);
      if (!isOpen) return { count, cells };
    }
    return null;
  }

  private textOf(count: number): string {
    return this.held
      .slice(0, count)
      .map(({ text }) => text)
      .join('\n');
  }
}

/** The rows of a table with a delimiter; empty lines are none. */
export async function* rowsOf(lines: AsyncIterable<TextLine>, delimiter: string): AsyncGenerator<TableRow> {
  const rows = new Rows(delimiter);
  for await (const line of lines) yield* rows.with(line);
  yield* rows.rest();
}
