import { sheet } from '../dialog.mjs';
import { shortDay } from '../days.mjs';
import { el } from '../dom.mjs';
import { count } from '../money.mjs';
import { pending } from '../pending.mjs';
import { table } from '../table.mjs';
import { t } from '../words.mjs';
import { inLanguage } from './discrepancy-parts.mjs';

/** Whether a closed day is still as it was closed. */
export function sealCheckSheet(api, day) {
  const content = pending(
    () => api.get('seal-check', { from: day, to: day }),
    ({ isWhole, rows, items }) =>
      isWhole
        ? el('p', { class: 'good' }, t('sealWhole', { rows: count(rows) }))
        : [el('p', { class: 'bad' }, el('strong', {}, t('sealBroken'))), faults(items)],
  );
  sheet(`${t('checkSeal')}: ${shortDay(day)}`, content);
}

function faults(items) {
  return table({
    caption: t('sealBroken'),
    items,
    columns: [
      { title: t('problem'), isHead: true, cell: ({ text }) => inLanguage(text) },
      { title: t('day'), isShort: true, cell: ({ day }) => shortDay(day) },
      { title: t('line'), isNumber: true, cell: ({ rowNo }) => count(rowNo) },
      { title: t('order'), cell: ({ orderId }) => el('span', { class: 'mono' }, orderId ?? '—') },
      {
        title: t('details'),
        cell: ({ field, sealed, found }) =>
          field ? `${field}: ${t('sealedWas', { was: sealed ?? '—', now: found ?? '—' })}` : '',
      },
    ],
  });
}
