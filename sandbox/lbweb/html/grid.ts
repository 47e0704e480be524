import { escaped } from './escape';

export interface GridCell {
  readonly column: string;
  /** Markup, already escaped. */
  readonly html: string;
}

/** Rows have a class, the row that says "nothing" has none (lbweb facts 5.2). */
export function grid(
  columns: readonly string[],
  rows: readonly (readonly GridCell[])[],
  labelAttribute: string,
): string {
  const heads = columns.map((column) => `<th>${escaped(column)}</th>`).join('');
  const body = rows.map((cells, index) => {
    const tds = cells.map(({ column, html }) => `<td ${labelAttribute}="${escaped(column)}">${html}</td>`);
    return `<tr class="${index % 2 === 0 ? 'odd' : 'even'}">${tds.join('')}</tr>`;
  });
  const nothing = `<tr><td colspan="${columns.length}"><span class="empty">Нет результатов.</span></td></tr>`;
  return `<table class="panel-grid-statistics table">
<thead><tr>${heads}</tr></thead>
<tbody>
${body.length > 0 ? body.join('\n') : nothing}
</tbody>
</table>`;
}
