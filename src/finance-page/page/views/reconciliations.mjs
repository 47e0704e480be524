import { announce } from '../announce.mjs';
import { moment, shortDay } from '../days.mjs';
import { ask } from '../dialog.mjs';
import { el } from '../dom.mjs';
import { count } from '../money.mjs';
import { empty, pending } from '../pending.mjs';
import { table } from '../table.mjs';
import { actor, named, t } from '../words.mjs';
import { inLanguage } from './discrepancy-parts.mjs';
import { button, card } from './parts.mjs';

const LOOKS = { running: 'is-busy', done: 'is-good', failed: 'is-bad' };
const SOURCES = ['auto', 'registry', 'bank'];
const ASKED_EVERY_MS = 3000;

/** The comparisons of a day, and beginning one. While one runs the card looks again by itself. */
export function reconciliationsCard({ api, selection: { day }, reload }) {
  const begin = () =>
    ask({
      title: t('reconcile'),
      text: t('reconcileMore', { day: shortDay(day) }),
      confirm: t('reconcile'),
      fields: [
        { name: 'source', label: t('source'), choices: SOURCES.map((word) => [word, t(`source.${word}`)]) },
      ],
      act: async ({ source }) => {
        await api.post('reconciliations', { day, source });
        announce(t('reconcileBegun'));
        reload();
      },
    });
  let wasRunning = false;
  const content = pending(
    () => api.get('reconciliations', { day, limit: 20 }),
    ({ items }, again) => {
      const isRunning = items.some(({ state }) => state === 'running');
      if (isRunning) setTimeout(() => content.isConnected && again(), ASKED_EVERY_MS);
      // What it found belongs into every other card of the day as well.
      else if (wasRunning) reload();
      wasRunning = isRunning;
      return items.length === 0 ? empty(t('noReconciliations')) : runs(items);
    },
  );
  return card(t('reconciliations'), content, button(t('reconcile'), begin));
}

function runs(items) {
  return table({
    caption: t('reconciliations'),
    items,
    columns: [
      { title: t('began'), isHead: true, isShort: true, cell: ({ beganAt }) => moment(beganAt) },
      { title: t('terminal'), cell: ({ terminal }) => el('span', { class: 'mono' }, terminal) },
      {
        title: t('reconciledBy'),
        cell: ({ source, withRegistries }) => named('runSource', withRegistries ? 'registry' : source),
      },
      {
        title: t('begunBy'),
        cell: ({ cause, beganBy }) => (cause === 'nightly' ? named('cause', cause) : actor(beganBy)),
      },
      { title: t('found'), isNumber: true, cell: ({ counts }) => count(counts.found) },
      { title: t('healedCount'), isNumber: true, cell: ({ counts }) => count(counts.healed) },
      { title: t('state'), cell: stateOf },
    ],
  });
}

function stateOf({ state, failure, counts }) {
  const unsettled = counts.unsettled.count;
  return [
    el('span', { class: `badge ${LOOKS[state]}` }, named('runState', state)),
    failure ? el('div', { class: 'small bad' }, inLanguage(failure)) : null,
    unsettled > 0
      ? el('div', { class: 'small muted' }, t('unsettledOrders', { count: count(unsettled) }))
      : null,
  ];
}
