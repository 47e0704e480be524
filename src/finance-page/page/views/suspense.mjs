import { announce } from '../announce.mjs';
import { moment } from '../days.mjs';
import { ask } from '../dialog.mjs';
import { el } from '../dom.mjs';
import { empty, pending } from '../pending.mjs';
import { money, table } from '../table.mjs';
import { named, t } from '../words.mjs';
import { button, heading } from './parts.mjs';
import { suspenseBadge } from './suspense-parts.mjs';
import { suspenseSheet } from './suspense-case.mjs';

const STATES = ['open', 'proposed', 'moving', 'moved', 'dismissed', 'lapsed'];
const KINDS = ['unknown_order', 'closed_agreement', 'wrong_agreement', 'doubled_order'];
const SETTLED = ['moved', 'dismissed', 'lapsed'];

/** Money that stands where it should not. Settled cases are shown when asked for. */
export function suspenseView(context) {
  const { api, selection, reload } = context;
  const { caseState, caseKind } = selection;
  return el(
    'div',
    { class: 'view' },
    heading(
      t('suspense'),
      button(t('openCase'), () => openCase(api, reload)),
    ),
    el('p', { class: 'muted' }, t('suspenseMore')),
    filters(context),
    el(
      'div',
      { class: 'card' },
      pending(
        () => api.all('suspense-cases', { state: caseState === 'all' ? null : caseState, kind: caseKind }),
        ({ items, isWhole }, again) => {
          const shown = caseState ? items : items.filter(({ state }) => !SETTLED.includes(state));
          if (shown.length === 0) return empty(t(caseState || caseKind ? 'noSuchCases' : 'noCases'));
          return [caseTable(shown, context, again), isWhole ? null : el('p', { class: 'notice' }, t('more'))];
        },
      ),
    ),
  );
}

function filters({ selection, go }) {
  const choice = (name, label, first, words, kind) =>
    el(
      'label',
      { class: 'field' },
      el('span', {}, label),
      el(
        'select',
        { onchange: (event) => go({ [name]: event.target.value }) },
        first,
        words.map((word) =>
          el('option', { value: word, selected: selection[name] === word }, named(kind, word)),
        ),
      ),
    );
  const unsettled = [
    el('option', { value: '' }, t('unsettledCases')),
    el('option', { value: 'all', selected: selection.caseState === 'all' }, t('all')),
  ];
  return el(
    'div',
    { class: 'fields' },
    choice('caseState', t('state'), unsettled, STATES, 'suspenseState'),
    choice('caseKind', t('kind'), el('option', { value: '' }, t('all')), KINDS, 'suspenseKind'),
  );
}

function caseTable(items, { api }, again) {
  const open = ({ id }) => suspenseSheet(id, api, again);
  return table({
    caption: t('suspense'),
    items,
    columns: [
      {
        title: t('kind'),
        isHead: true,
        cell: (item) => button(named('suspenseKind', item.kind), () => open(item), { class: 'quiet' }),
      },
      { title: t('paidAt'), isShort: true, cell: ({ paidAt }) => moment(paidAt) },
      { title: t('order'), cell: ({ orderId }) => el('span', { class: 'mono' }, orderId) },
      { title: t('amount'), isNumber: true, cell: ({ amountKopecks }) => money(amountKopecks) },
      { title: t('proposal'), cell: ({ proposal }) => proposal?.agreementNumber ?? '—' },
      { title: t('state'), cell: suspenseBadge },
    ],
  });
}

const openCase = (api, reload) =>
  ask({
    title: t('openCase'),
    text: t('openCaseMore'),
    confirm: t('openCase'),
    fields: [
      { name: 'paymentId', label: t('paymentId'), length: 36 },
      { name: 'reason', label: t('whatIsWrong'), isLong: true },
    ],
    act: async (body) => {
      const { id } = await api.post('suspense-cases', body);
      announce(t('caseOpened'));
      reload();
      suspenseSheet(id, api, reload);
    },
  });
