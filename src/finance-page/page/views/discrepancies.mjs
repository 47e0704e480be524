import { shortDay } from '../days.mjs';
import { el } from '../dom.mjs';
import { empty, pending } from '../pending.mjs';
import { money, table } from '../table.mjs';
import { named, t } from '../words.mjs';
import { stateBadge } from './discrepancy-parts.mjs';
import { discrepancySheet } from './discrepancy.mjs';
import { heading } from './parts.mjs';
import { periodForm } from './period-form.mjs';

export const CLASSES = [
  'not_in_billing',
  'not_confirmed',
  'amount_differs',
  'agreement_differs',
  'doubled_in_billing',
  'refund_not_reversed',
  'reversed_not_refunded',
  'unknown_order',
  'not_ours_in_billing',
  'other_document',
  'not_in_registry',
  'other_day',
];
const STATES = ['open', 'healing', 'healed', 'closed'];

export function discrepanciesView(context) {
  const { api, selection } = context;
  return el(
    'div',
    { class: 'view' },
    heading(t('discrepancies')),
    filters(context),
    el(
      'div',
      { class: 'card' },
      pending(
        () => api.all('discrepancies', queryOf(selection)),
        ({ items, isWhole }, again) =>
          items.length === 0
            ? empty(selection.state || selection.class ? t('noSuchDiscrepancies') : t('noDiscrepancies'))
            : [
                discrepancyTable(items, context, again),
                isWhole ? null : el('p', { class: 'notice' }, t('more')),
              ],
      ),
    ),
  );
}

function queryOf({ scope, day, from, to, state, class: kind }) {
  return { ...(scope === 'period' ? { from, to } : { day }), state, class: kind };
}

function filters({ selection, go }) {
  const choice = (name, label, words, kind) =>
    el(
      'label',
      { class: 'field' },
      el('span', {}, label),
      el(
        'select',
        { onchange: (event) => go({ [name]: event.target.value }) },
        el('option', { value: '' }, t('all')),
        words.map((word) =>
          el('option', { value: word, selected: selection[name] === word }, named(kind, word)),
        ),
      ),
    );
  const scope = el(
    'select',
    { onchange: (event) => go({ scope: event.target.value }) },
    el('option', { value: '' }, t('scopeDay', { day: shortDay(selection.day) })),
    el('option', { value: 'period', selected: selection.scope === 'period' }, t('scopePeriod')),
  );
  return el(
    'div',
    { class: 'fields' },
    el('label', { class: 'field' }, el('span', {}, t('when')), scope),
    selection.scope === 'period' ? periodForm(selection, go) : null,
    choice('state', t('state'), STATES, 'discrepancyState'),
    choice('class', t('class'), CLASSES, 'class'),
  );
}

/** A list of discrepancies; each opens beside it, and what is done there is seen here. */
export function discrepancyTable(items, context, again) {
  const open = (item) => discrepancySheet(item.id, context, again);
  return table({
    caption: t('discrepancies'),
    items,
    columns: [
      {
        title: t('class'),
        isHead: true,
        cell: (item) =>
          el(
            'button',
            { type: 'button', class: 'quiet', onclick: () => open(item) },
            named('class', item.class),
          ),
      },
      { title: t('day'), isShort: true, cell: ({ day }) => shortDay(day) },
      {
        title: t('order'),
        cell: ({ orderId, receipt }) => el('span', { class: 'mono' }, orderId ?? receipt ?? '—'),
      },
      { title: t('bankSum'), isNumber: true, cell: ({ bankKopecks }) => money(bankKopecks) },
      { title: t('ledgerSum'), isNumber: true, cell: ({ ledgerKopecks }) => money(ledgerKopecks) },
      { title: t('billingSum'), isNumber: true, cell: ({ billingKopecks }) => money(billingKopecks) },
      { title: t('state'), cell: stateBadge },
      {
        title: t('assignee'),
        cell: ({ assignee }) => assignee ?? el('span', { class: 'muted' }, t('nobody')),
      },
    ],
  });
}
