/** What a cell holds: text, a number (of a workbook), nothing, or what is never evaluated. */
export type Cell = string | number | null | { readonly unusable: 'formula' | 'error' };

/** One row of a table as it stands in the file. */
export interface TableRow {
  /** Of its first line, counted from 1. */
  readonly line: number;
  /** A quoted cell may go on over several lines. */
  readonly lastLine: number;
  readonly cells: readonly Cell[];
}

/** A table of a file. */
export interface Table {
  readonly format: 'csv' | 'xlsx';
  /** True when each row must have as many cells as the heading: a missing one has moved the others. */
  readonly isStrict: boolean;
  /** Whether its workbook counts days from 1904. */
  readonly is1904: boolean;
  /** @throws Problem when the file breaks off or is none */
  rows(): AsyncGenerator<TableRow>;
}

/** Longer ones are no table of a person or a bank; they are what fills memory. */
export const CELL_MAX = 32_767;
export const COLUMNS_MAX = 256;
