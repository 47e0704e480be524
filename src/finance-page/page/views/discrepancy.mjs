import { announce } from '../announce.mjs';
import { moment, shortDay } from '../days.mjs';
import { ask, sheet } from '../dialog.mjs';
import { el } from '../dom.mjs';
import { pending } from '../pending.mjs';
import { money } from '../table.mjs';
import { rubles } from '../money.mjs';
import { actor, named, t } from '../words.mjs';
import { detail, inLanguage, stateBadge } from './discrepancy-parts.mjs';
import { history } from './history.mjs';
import { button, facts } from './parts.mjs';

/** One discrepancy: what it means, what can be done, and what was done. */
export function discrepancySheet(id, { api }, whenChanged) {
  let isChanged = false;
  const content = pending(
    () => api.get(`discrepancies/${id}`),
    (item, again) => {
      const done = (words) => {
        isChanged = true;
        announce(words);
        void again();
      };
      return el(
        'div',
        { class: 'view' },
        el(
          'div',
          { class: 'row' },
          stateBadge(item),
          el('span', { class: 'badge' }, named('severity', item.severity)),
          el('strong', {}, named('class', item.class)),
        ),
        el('p', {}, inLanguage(item.explanation)),
        el(
          'div',
          { class: 'notice' },
          el('strong', {}, `${t('whatToDo')}: `),
          inLanguage(item.suggestedAction),
        ),
        sums(item),
        about(item),
        actions(item, api, done),
        el('h3', {}, t('history')),
        history(item.events ?? []),
      );
    },
  );
  sheet(t('discrepancy'), content, () => isChanged && whenChanged?.());
}

const sums = ({ bankKopecks, ledgerKopecks, billingKopecks }) =>
  el(
    'dl',
    { class: 'figures' },
    [
      ['bankSum', bankKopecks],
      ['ledgerSum', ledgerKopecks],
      ['billingSum', billingKopecks],
    ].map(([name, kopecks]) => el('div', {}, el('dt', {}, t(name)), el('dd', {}, money(kopecks)))),
  );

const code = (text) => (text === null || text === undefined ? null : el('span', { class: 'mono' }, text));

function about(item) {
  return facts([
    [t('businessDay'), shortDay(item.day)],
    [t('terminal'), code(item.terminal)],
    [t('order'), code(item.orderId)],
    [t('payment'), code(item.paymentId)],
    [t('receipt'), code(item.receipt)],
    [t('record'), code(item.recordId)],
    [t('agreement'), code(item.agreementId)],
    [t('assignee'), item.assignee ?? t('nobody')],
    [t('firstSeen'), moment(item.firstSeenAt)],
    [t('lastSeen'), moment(item.lastSeenAt)],
    [t('settled'), item.settledAt ? `${moment(item.settledAt)}, ${actor(item.settledBy)}` : null],
    ...Object.entries(item.details).map(detail),
  ]);
}

function actions(item, api, done) {
  const at = (act) => `discrepancies/${item.id}/${act}`;
  const assign = () =>
    ask({
      title: t('assign'),
      text: t('assignMore'),
      confirm: t('assign'),
      fields: [
        { name: 'assignee', label: t('assignee'), value: item.assignee ?? '', isOptional: true, length: 128 },
      ],
      act: ({ assignee }) =>
        api.post(at('assignment'), { assignee: assignee || null }).then(() => done(t('assigned'))),
    });
  const comment = () =>
    ask({
      title: t('addComment'),
      confirm: t('addComment'),
      fields: [{ name: 'text', label: t('comment'), isLong: true }],
      act: ({ text }) => api.post(at('comments'), { text }).then(() => done(t('commented'))),
    });
  const explain = () =>
    ask({
      title: t('explain'),
      text: t('explainMore'),
      confirm: t('explain'),
      fields: [{ name: 'reason', label: t('explanation'), isLong: true }],
      act: ({ reason }) => api.post(at('closure'), { reason }).then(() => done(t('explained'))),
    });
  const approve = () =>
    ask({
      title: t('approve'),
      text: t('approveMore', {
        remedy: named('remedy', item.remedy),
        order: item.orderId ?? item.receipt,
        amount: rubles(item.ledgerKopecks ?? item.bankKopecks ?? item.billingKopecks),
      }),
      confirm: t('approve'),
      act: () => api.post(at('approval')).then(() => done(t('approved'))),
    });
  const isOpen = item.state === 'open';
  return el(
    'div',
    { class: 'row' },
    isOpen && item.remedy !== 'none' ? button(t('approve'), approve, { class: 'primary' }) : null,
    isOpen ? button(t('explain'), explain) : null,
    isOpen || item.state === 'healing' ? button(t('assign'), assign) : null,
    button(t('addComment'), comment),
  );
}
