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
export function cellsOf(text: string, delimiter: string): { readonly cells: string[]; readonly isOpen: boolean } {
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

/** Lines that make no row together, each for itself. */
function* eachAlone(lines: readonly TextLine[], delimiter: string): Generator<TableRow> {
  for (const { number, text } of lines) {
    const { cells, isOpen } = cellsOf(text, delimiter);
    if (!isEmpty(cells)) yield { lineNumber: number, cells, isBroken: isOpen };
  }
}

/** The rows of a table with a delimiter; empty lines are none. A row of several lines is as wide as the one before. */
export async function* rowsOf(lines: AsyncIterable<TextLine>, delimiter: string): AsyncGenerator<TableRow> {
  let held: TextLine[] = [];
  let width = 0;
  for await (const line of lines) {
    held.push(line);
    const { cells, isOpen } = cellsOf(held.map(({ text }) => text).join('\n'), delimiter);
    if (isOpen && held.length < MOST_LINES) continue;
    const [first] = held;
    if (first && !isOpen && (held.length === 1 || cells.length === width)) {
      if (!isEmpty(cells)) yield { lineNumber: first.number, cells, isBroken: false };
      width = cells.length;
    } else {
      yield* eachAlone(held, delimiter);
    }
    held = [];
  }
  yield* eachAlone(held, delimiter);
}
