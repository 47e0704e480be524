import { shortDay } from '../days.mjs';
import { el } from '../dom.mjs';
import { empty, pending } from '../pending.mjs';
import { difference, money, table } from '../table.mjs';
import { named, t } from '../words.mjs';
import { feeCheckCard } from './fee-check.mjs';
import { card, heading } from './parts.mjs';
import { periodForm } from './period-form.mjs';
import { statementsCard } from './statements.mjs';
import { uploadCard } from './upload.mjs';

const LOOKS = {
  matched: 'is-good',
  split: 'is-good',
  merged: 'is-good',
  combined: 'is-good',
  differs: 'is-bad',
  missing: 'is-bad',
  unexpected: 'is-bad',
  awaited: 'is-busy',
};

/** What came to the provider's account against what the registries said. */
export function payoutsView({ api, selection, go, reload }) {
  const { from, to } = selection;
  return el(
    'div',
    { class: 'view' },
    heading(t('section.payouts')),
    periodForm(selection, go),
    card(
      t('payouts'),
      pending(() => api.get('payouts', { from, to }), comparison),
    ),
    feeCheckCard(api, { from, to }),
    uploadCard({
      title: t('uploadStatement'),
      more: t('statementsMore'),
      accept: '.txt,.csv',
      path: 'bank-statements',
      api,
      whenDone: reload,
    }),
    statementsCard(api),
  );
}

function comparison({ totals, items, registryGaps, daysWithoutStatement }) {
  if (items.length === 0 && registryGaps.length === 0) return empty(t('noPayouts'));
  return [
    el(
      'dl',
      { class: 'figures' },
      [
        ['expected', money(totals.expectedKopecks)],
        ['paid', money(totals.paidKopecks)],
        ['difference', difference(totals.differenceKopecks)],
      ].map(([name, sum]) => el('div', {}, el('dt', {}, t(name)), el('dd', {}, sum))),
    ),
    items.length > 0 ? matches(items) : null,
    registryGaps.length > 0
      ? listOf(
          'registryGaps',
          registryGaps.map(({ day, terminal }) => `${shortDay(day)} (${terminal})`),
        )
      : null,
    daysWithoutStatement.length > 0
      ? listOf('daysWithoutStatement', daysWithoutStatement.map(shortDay))
      : null,
  ];
}

const listOf = (name, days) =>
  el('details', {}, el('summary', {}, `${t(name)}: ${days.length}`), el('p', {}, days.join(', ')));

function matches(items) {
  return table({
    caption: t('payouts'),
    items,
    columns: [
      {
        title: t('match'),
        isHead: true,
        cell: ({ kind, isLate }) => [
          el('span', { class: `badge ${LOOKS[kind] ?? ''}` }, named('match', kind)),
          isLate ? el('div', { class: 'small muted' }, t('late')) : null,
        ],
      },
      {
        title: t('registryDays'),
        cell: ({ expectations }) =>
          expectations.length === 0
            ? '—'
            : expectations.map(({ transferDay, terminal }) =>
                el('div', {}, shortDay(transferDay), ' ', el('span', { class: 'mono muted' }, terminal)),
              ),
      },
      { title: t('expected'), isNumber: true, cell: ({ expectedKopecks }) => money(expectedKopecks) },
      {
        title: t('payoutDocuments'),
        cell: ({ payouts }) =>
          payouts.length === 0
            ? '—'
            : payouts.map(({ number, day, purpose }) =>
                el('div', { title: purpose }, t('documentOf', { number, day: shortDay(day) })),
              ),
      },
      { title: t('paid'), isNumber: true, cell: ({ paidKopecks }) => money(paidKopecks) },
      {
        title: t('difference'),
        isNumber: true,
        cell: ({ differenceKopecks }) => difference(differenceKopecks),
      },
    ],
  });
}
