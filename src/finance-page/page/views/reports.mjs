import { el } from '../dom.mjs';
import { table } from '../table.mjs';
import { t } from '../words.mjs';
import { downloadButton } from './downloads.mjs';
import { card, heading } from './parts.mjs';
import { periodForm } from './period-form.mjs';

const REPORTS = ['payments', 'summary', 'settlement', 'reconciliation', 'corrections'];
const FORMATS = ['xlsx', 'csv', 'json'];
const GROUPS = ['day', 'terminal', 'operator', 'channel', 'status'];

/** Every report of the period in every format. */
export function reportsView({ api, selection, go }) {
  const { from, to } = selection;
  const groups = GROUPS.map((word) =>
    el('input', { type: 'checkbox', value: word, checked: word === 'day' }),
  );
  const groupBy = () => groups.filter(({ checked }) => checked).map(({ value }) => value);
  const extra = (report) =>
    report === 'summary' && groupBy().length > 0 ? { groupBy: groupBy().join(',') } : {};
  const download = (report, format) =>
    downloadButton(
      format.toUpperCase(),
      () =>
        api.download(
          `reports/${report}`,
          { from, to, format, ...extra(report) },
          `${report}_${from}_${to}.${format}`,
        ),
      { 'aria-label': `${t('download')}: ${t(`report.${report}`)}, ${format.toUpperCase()}` },
    );
  return el(
    'div',
    { class: 'view' },
    heading(t('section.reports')),
    periodForm(selection, go),
    card(t('download'), [
      el('p', { class: 'muted' }, t('reportsMore')),
      el(
        'fieldset',
        { class: 'row' },
        el('legend', { class: 'muted small' }, t('groupBy')),
        GROUPS.map((word, i) => el('label', { class: 'choice' }, groups[i], t(`group.${word}`))),
      ),
      table({
        caption: t('section.reports'),
        items: REPORTS,
        columns: [
          {
            title: t('report'),
            isHead: true,
            cell: (report) => [
              t(`report.${report}`),
              el('div', { class: 'small muted' }, t(`report.${report}.more`)),
            ],
          },
          {
            title: t('format'),
            cell: (report) =>
              el(
                'div',
                { class: 'row' },
                FORMATS.map((format) => download(report, format)),
              ),
          },
        ],
      }),
    ]),
  );
}
