import { comparable, textOf, type Elements } from './html-text';
import type { Page } from './page';

/** A row of a table: its cells by the titles of their columns. */
export interface Row {
  /** The only cell whose title matches; null when there is none, or several. */
  cell(title: RegExp): Elements | null;
  /** The text of that cell. */
  text(title: RegExp): string | null;
  readonly element: Elements;
}

/**
 * The rows of a table that hold data. A cell's title is its attribute ending in `label`, as cabinets give it to tables that fold
 * on small screens, else what the table's head says above it. Rows of one cell over the whole width are notes, not data.
 */
export function rowsOf(page: Page, table: Elements): readonly Row[] {
  const rows = page
    .each(table.find('tr'))
    .filter((row) => row.closest('table').get(0) === table.get(0) && row.closest('tfoot').length === 0);
  const head = titlesOf(page, rows);
  return rows
    .filter((row) => row.closest('thead').length === 0 && row.children('td').length > 0)
    .filter((row) => row.children('td, th').length > 1 || labelOf(row.children('td')) !== '')
    .map((row) => rowOf(page, row, head));
}

/** The texts of rows of one cell, such as the one that stands in an empty table. */
export function notesOf(page: Page, table: Elements): readonly string[] {
  return page
    .each(table.find('tr'))
    .filter((row) => row.children('td').length === 1 && labelOf(row.children('td')) === '')
    .map((row) => comparable(textOf(row)));
}

/** Titles above the columns, by a row of `th`; none where the table has no such row. */
function titlesOf(page: Page, rows: readonly Elements[]): readonly string[] {
  const head = rows.find((row) => row.children('th').length > 1 || row.closest('thead').length > 0);
  return head ? page.each(head.children('th, td')).map((cell) => comparable(textOf(cell))) : [];
}

function rowOf(page: Page, element: Elements, head: readonly string[]): Row {
  const cells = page.each(element.children('td, th'));
  const titled = cells.map((cell, index) => ({
    cell,
    title: labelOf(cell) || (cells.length === head.length ? (head[index] ?? '') : ''),
  }));
  const cell = (title: RegExp): Elements | null => {
    const [found, ...others] = titled.filter((candidate) => title.test(candidate.title));
    return found && others.length === 0 ? found.cell : null;
  };
  const text = (title: RegExp): string | null => {
    const found = cell(title);
    return found && textOf(found.contents());
  };
  return { element, cell, text };
}

function labelOf(cell: Elements): string {
  const [first] = cell.toArray();
  const label = Object.entries(first?.attribs ?? {}).find(([name]) => name.endsWith('label'))?.[1];
  return comparable(label ?? '');
}
