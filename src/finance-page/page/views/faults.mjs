import { sheet } from '../dialog.mjs';
import { el } from '../dom.mjs';
import { count } from '../money.mjs';
import { empty, pending } from '../pending.mjs';
import { table } from '../table.mjs';
import { t } from '../words.mjs';
import { inLanguage } from './discrepancy-parts.mjs';

/** Lines of an uploaded file that could not be read, each by its number in the file. */
export function faultsSheet(api, path, fileName) {
  const content = pending(
    () => api.all(`${path}/faults`),
    ({ items, isWhole }) =>
      items.length === 0
        ? empty(t('noBadLines'))
        : [
            table({
              caption: t('badLines'),
              items,
              columns: [
                { title: t('line'), isHead: true, cell: linesOf },
                { title: t('problem'), cell: ({ reason, detail }) => inLanguage(reason ?? detail) },
                { title: '', cell: ({ code }) => el('span', { class: 'mono muted' }, code) },
              ],
            }),
            isWhole ? null : el('p', { class: 'notice' }, t('more')),
          ],
  );
  sheet(`${t('badLines')}: ${fileName}`, content);
}

/** One fault may be that of several lines in a row. */
function linesOf({ lineNumber, lastLineNumber = lineNumber }) {
  return lastLineNumber === lineNumber ? count(lineNumber) : `${count(lineNumber)}–${count(lastLineNumber)}`;
}
