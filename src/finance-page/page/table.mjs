import { el } from './dom.mjs';
import { rubles } from './money.mjs';

/** A sum; red when it is negative. */
export const money = (kopecks) => el('span', { class: kopecks < 0 ? 'bad' : null }, rubles(kopecks));

/** A difference; red when it is one. */
export const difference = (kopecks) => el('span', { class: kopecks ? 'bad' : null }, rubles(kopecks));

/**
 * A table that becomes a list of cards where the screen is narrow, unless it is to stay one.
 *
 * @param caption for who cannot see what stands around it
 * @param columns `{title, cell, isNumber, isHead}`; `cell` makes the content from an item
 */
export function table({ caption, columns, items, rowClass = () => null, staysTable = false }) {
  return el(
    'div',
    { class: 'scroll' },
    el(
      'table',
      { class: staysTable ? null : 'stacks', role: 'table' },
      el('caption', { class: 'visually-hidden' }, caption),
      el(
        'thead',
        { role: 'rowgroup' },
        el(
          'tr',
          { role: 'row' },
          columns.map(({ title, isNumber }) =>
            el('th', { scope: 'col', role: 'columnheader', class: isNumber ? 'number' : null }, title),
          ),
        ),
      ),
      el(
        'tbody',
        { role: 'rowgroup' },
        items.map((item) => row(columns, item, rowClass(item))),
      ),
    ),
  );
}

function row(columns, item, name) {
  return el(
    'tr',
    { role: 'row', class: name },
    columns.map((column) => {
      const attributes = {
        'data-label': column.isHead ? null : column.title || null,
        class: [column.isNumber ? 'number' : '', column.isShort ? 'nowrap' : ''].join(' ').trim() || null,
      };
      const shown = column.cell(item);
      // One child for the layout of cards, however much there is to show.
      const content = shown === '' ? [] : el('div', {}, shown);
      return column.isHead
        ? el('th', { scope: 'row', role: 'rowheader', ...attributes }, content)
        : el('td', { role: 'cell', ...attributes }, content);
    }),
  );
}
