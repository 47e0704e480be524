import { comparable, runsOfText, textOf } from './html-text';
import type { Page } from './page';
import type { Row } from './tables';

/**
 * What a page says behind a label, wherever it stands: below it in a table, beside it in a row, in the same text after a colon, or in
 * the text that follows. Empty where the page does not say the label; of several candidates the reader takes what fits.
 * @param label in the form of `comparable`
 * @param rows the rows of tables that may hold it
 */
export function labelledValues(page: Page, label: string, rows: readonly Row[]): readonly string[] {
  return [...rows.flatMap((row) => inRow(page, row, label)), ...inRuns(page, label)];
}

function inRow(page: Page, row: Row, label: string): readonly string[] {
  const under = row.text(new RegExp(`^${label}`));
  if (under !== null) return [under];
  const cells = page.each(row.element.children());
  const at = cells.findIndex((cell) => comparable(textOf(cell)).startsWith(label));
  const beside = at < 0 ? undefined : cells[at + 1];
  return beside ? [textOf(beside)] : [];
}

function inRuns(page: Page, label: string): readonly string[] {
  const runs = runsOfText(page.find('body'));
  return runs.flatMap((run, index) => {
    if (!comparable(run).startsWith(label)) return [];
    const behind = run.slice(label.length).replace(/^[\s:]+/, '');
    return [behind || (runs[index + 1] ?? '').replace(/^[\s:]+/, '')];
  });
}
