import { moment } from '../days.mjs';
import { el } from '../dom.mjs';
import { count } from '../money.mjs';
import { empty, pending } from '../pending.mjs';
import { table } from '../table.mjs';
import { actor, named, t } from '../words.mjs';
import { badLines, daySpan } from './files.mjs';
import { card, heading } from './parts.mjs';
import { uploadCard } from './upload.mjs';

const LOOKS = { reading: 'is-busy', read: 'is-good', failed: 'is-bad' };

export function registriesView({ api, reload }) {
  return el(
    'div',
    { class: 'view' },
    heading(t('section.registries')),
    uploadCard({
      title: t('uploadRegistry'),
      more: t('registriesMore'),
      accept: '.csv,.txt,.xlsx',
      path: 'registries',
      api,
      whenDone: reload,
    }),
    card(
      t('registries'),
      pending(
        () => api.get('registries', { limit: 100 }),
        ({ items }) => (items.length === 0 ? empty(t('noRegistries')) : registryTable(items, api)),
      ),
    ),
  );
}

function registryTable(items, api) {
  return table({
    caption: t('registries'),
    items,
    columns: [
      { title: t('file'), isHead: true, cell: ({ fileName }) => fileName },
      { title: t('days'), isShort: true, cell: daySpan },
      { title: t('linesGood'), isNumber: true, cell: ({ linesGood }) => count(linesGood) },
      {
        title: t('linesBad'),
        isNumber: true,
        cell: ({ id, fileName, linesBad }) => badLines(api, `registries/${id}`, fileName, linesBad),
      },
      {
        title: t('state'),
        cell: ({ state, failure }) => [
          el('span', { class: `badge ${LOOKS[state] ?? ''}` }, named('registryState', state)),
          failure ? el('div', { class: 'small bad' }, named('registryFailure', failure)) : null,
        ],
      },
      {
        title: t('uploaded'),
        cell: ({ uploadedAt, uploadedBy }) => `${moment(uploadedAt)}, ${actor(uploadedBy)}`,
      },
    ],
  });
}
