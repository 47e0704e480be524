import { escaped } from './escape';

/** A label and its value, as panels of today's cabinets show them. @param valueHtml markup, already escaped */
export function panelRow(label: string, valueHtml: string): string {
  return `<div class="panel-form-row"><div class="panel-form-label">${escaped(label)}</div><div class="panel-form-item panel-form-item-value"><span>${valueHtml}</span></div></div>`;
}

/** The outer and the inner panel around rows, at the depths of lbweb facts 3.2. */
export function panel(title: string, rows: readonly string[]): string {
  return `<div class="row"><div class="content-panel"><h3>${escaped(title)}</h3><div><div><div class="content-panel"><div>
${rows.join('\n')}
</div></div></div></div></div></div>`;
}
