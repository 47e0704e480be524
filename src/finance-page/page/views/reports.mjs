import { el } from '../dom.mjs';
import { table } from '../table.mjs';
import { t } from '../words.mjs';
import { downloadButton } from './downloads.mjs';
import { card, heading } from './parts.mjs';
import { periodForm } from './period-form.mjs';

const REPORTS = ['payments', 'summary', 'settlement', 'reconciliation', 'corrections'];
const FORMATS = ['xlsx', 'csv', 'json'];

/** Every report of the period in every format. */
export function reportsView({ api, selection, go }) {
  const { from, to } = selection;
  const download = (report, format) =>
    downloadButton(
      format.toUpperCase(),
      () => api.download(`reports/${report}`, { from, to, format }, `${report}_${from}_${to}.${format}`),
      { 'aria-label': `${t('download')}: ${t(`report.${report}`)}, ${format.toUpperCase()}` },
    );
  return el(
    'div',
    { class: 'view' },
    heading(t('section.reports')),
    periodForm(selection, go),
    card(t('download'), [
      el('p', { class: 'muted' }, t('reportsMore')),
      table({
        caption: t('section.reports'),
        items: REPORTS,
        columns: [
          {
            title: t('report'),
            isHead: true,
            cell: (report) => [t(`report.${report}`), el('div', { class: 'small muted' }, t(`report.${report}.more`))],
          },
          {
            title: t('format'),
            cell: (report) => el('div', { class: 'row' }, FORMATS.map((format) => download(report, format))),
          },
        ],
      }),
    ]),
  );
}
