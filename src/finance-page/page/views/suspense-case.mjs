import { moment } from '../days.mjs';
import { sheet } from '../dialog.mjs';
import { el } from '../dom.mjs';
import { announce } from '../announce.mjs';
import { pending } from '../pending.mjs';
import { money, table } from '../table.mjs';
import { actor, named, t } from '../words.mjs';
import { inLanguage } from './discrepancy-parts.mjs';
import { history } from './history.mjs';
import { button, facts } from './parts.mjs';
import { approveMove, dismiss, propose } from './suspense-acts.mjs';
import { suspenseBadge } from './suspense-parts.mjs';

/** One case: what is known of the money, what may be done, and what was done. */
export function suspenseSheet(id, api, whenChanged) {
  let isChanged = false;
  const content = pending(
    () => api.get(`suspense-cases/${id}`),
    (item, again) => {
      const done = (words) => {
        isChanged = true;
        announce(words);
        void again();
      };
      return el(
        'div',
        { class: 'view' },
        el('div', { class: 'row' }, suspenseBadge(item), el('strong', {}, named('suspenseKind', item.kind))),
        el('p', {}, inLanguage(item.explanation)),
        about(item),
        item.proposal ? proposal(item) : null,
        actions(item, api, done),
        ['open', 'proposed'].includes(item.state) ? suggestions(item, api, done) : null,
        item.postings.length > 0 ? [el('h3', {}, t('postingsOfCase')), postings(item.postings)] : null,
        el('h3', {}, t('history')),
        history(item.events),
      );
    },
  );
  sheet(t('suspenseCase'), content, () => isChanged && whenChanged?.());
}

const code = (text) => (text ? el('span', { class: 'mono' }, text) : null);

function about(item) {
  return facts([
    [t('amount'), money(item.amountKopecks)],
    [t('paidAt'), moment(item.paidAt)],
    [t('order'), code(item.orderId)],
    [t('payment'), code(item.paymentId)],
    [t('terminal'), code(item.terminal)],
    [t('sourceOfCase'), named('suspenseSource', item.source)],
    [t('comment'), item.text],
    [t('settled'), item.settledAt ? `${moment(item.settledAt)}, ${actor(item.settledBy)}` : null],
    [t('reason'), item.settledReason],
  ]);
}

function proposal({ proposal: { agreementNumber, agreementId, note, by, at }, proposedOwnerName }) {
  return el(
    'div',
    { class: 'notice' },
    el('strong', {}, `${t('proposal')}: ${t('agreement')} ${agreementNumber} (${agreementId})`),
    proposedOwnerName ? el('div', {}, proposedOwnerName) : null,
    el('div', {}, note),
    el('div', { class: 'small muted' }, t('proposalOf', { who: actor(by), when: moment(at) })),
  );
}

function actions(item, api, done) {
  const isUnsettled = item.state === 'open' || item.state === 'proposed';
  return el(
    'div',
    { class: 'row' },
    item.state === 'proposed'
      ? button(t('approveMove'), () => approveMove(item, api, done), { class: 'primary' })
      : null,
    isUnsettled ? button(t('propose'), () => propose(item, null, api, done)) : null,
    isUnsettled ? button(t('dismiss'), () => dismiss(item, api, done)) : null,
  );
}

function suggestions(item, api, done) {
  return [
    el('h3', {}, t('suggestions')),
    item.suggestionsComplete ? null : el('p', { class: 'muted' }, t('suggestionsIncomplete')),
    item.suggestions.length === 0
      ? el('p', { class: 'muted' }, t('noSuggestions'))
      : table({
          caption: t('suggestions'),
          items: item.suggestions,
          columns: [
            { title: t('suggestions'), isHead: true, cell: ({ action }) => named('suspenseAction', action) },
            { title: t('agreement'), cell: ({ agreement }) => agreement?.agreementNumber ?? '—' },
            { title: t('why'), cell: ({ reason }) => inLanguage(reason) },
            {
              title: '',
              cell: (suggestion) =>
                suggestion.action === 'move'
                  ? button(t('proposeThis'), () => propose(item, suggestion, api, done), { class: 'quiet' })
                  : '',
            },
          ],
        }),
  ];
}

function postings(items) {
  return table({
    caption: t('postingsOfCase'),
    items,
    columns: [
      { title: t('event'), isHead: true, cell: ({ kind }) => named('postingKind', kind) },
      { title: t('receipt'), cell: ({ receipt }) => code(receipt) },
      { title: t('agreement'), cell: ({ agreementId }) => agreementId },
      { title: t('amount'), isNumber: true, cell: ({ amountKopecks }) => money(amountKopecks) },
      {
        title: t('state'),
        cell: ({ state, parkedReason }) => [
          named('postingState', state),
          parkedReason ? el('div', { class: 'small bad' }, parkedReason) : null,
        ],
      },
    ],
  });
}
