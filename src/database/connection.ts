import type { SqlValue } from './sql';

/** What a writing statement did. */
export interface Written {
  /** How many rows it met. */
  readonly rows: number;
  /** What its own `LAST_INSERT_ID(…)` was; 0 when it evaluated none. */
  readonly lastInsertId: number;
}

/** One database connection, inside a transaction or not. */
export interface Connection {
  rows<Row>(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
  write(text: string, values?: readonly SqlValue[]): Promise<Written>;
}

interface Header {
  readonly affectedRows: number | string;
  readonly insertId: number | string;
}

/** @param runner whatever runs statements: a data source for each by itself, a query runner for those of a transaction */
export function connectionOf(runner: {
  query(text: string, values: SqlValue[]): Promise<unknown>;
}): Connection {
  return {
    rows: async <Row>(text: string, values: readonly SqlValue[] = []) =>
      (await runner.query(text, [...values])) as Row[],
    write: async (text, values = []) => {
      const { affectedRows, insertId } = (await runner.query(text, [...values])) as Header;
      return { rows: Number(affectedRows), lastInsertId: Number(insertId) };
    },
  };
}
