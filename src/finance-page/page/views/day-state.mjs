import { announce } from '../announce.mjs';
import { moment, shortDay } from '../days.mjs';
import { ask } from '../dialog.mjs';
import { el } from '../dom.mjs';
import { count } from '../money.mjs';
import { hashOf } from '../selection.mjs';
import { table } from '../table.mjs';
import { actor, named, t } from '../words.mjs';
import { inLanguage } from './discrepancy-parts.mjs';
import { downloadButton } from './downloads.mjs';
import { button, card, facts } from './parts.mjs';
import { sealCheckSheet } from './seal-check.mjs';

/** Whether the day is closed, what hinders it, and what can be done about it. */
export function dayStateCard(state, context) {
  const { selection } = context;
  return card(
    t('dayState'),
    [
      state.seal ? sealFacts(state.seal) : checklist(state),
      state.reopening ? reopening(state, context) : null,
      state.earlierOpenDays.length > 0 ? earlier(state.earlierOpenDays, selection) : null,
      state.links.length > 1 ? el('details', {}, el('summary', {}, t('links')), links(state.links)) : null,
    ],
    el('div', { class: 'row' }, state.seal ? closedActions(state, context) : openActions(state, context)),
  );
}

const isReady = ({ checklist: checks }) => checks.every(({ isMet }) => isMet);

function checklist(state) {
  const ready = isReady(state);
  return [
    el('p', { class: ready ? 'good' : null }, el('strong', {}, t(ready ? 'readyToClose' : 'hindered'))),
    el(
      'ul',
      { class: 'checklist' },
      state.checklist.map(({ isMet, text }) =>
        el(
          'li',
          {},
          el('span', { class: isMet ? 'good' : 'bad', 'aria-hidden': 'true' }, isMet ? '✓' : '✕'),
          el(
            'span',
            { class: isMet ? 'muted' : null },
            el('span', { class: 'visually-hidden' }, `${t(isMet ? 'met' : 'unmet')}: `),
            inLanguage(text),
          ),
        ),
      ),
    ),
    state.checklist.some(({ code, isMet }) => !isMet && code.startsWith('day_'))
      ? el('p', { class: 'muted' }, t('closableFrom', { moment: moment(state.closableFrom) }))
      : null,
  ];
}

function sealFacts({ sequence, hash, rowCount, sealedAt, actor: closedBy }) {
  return facts([
    [t('closedAt'), moment(sealedAt)],
    [t('closedBy'), actor(closedBy)],
    [t('sealNumber'), count(sequence)],
    [t('sealRows'), count(rowCount)],
    [t('seal'), el('span', { class: 'mono' }, hash)],
  ]);
}

function earlier(days, selection) {
  return el(
    'p',
    { class: 'muted' },
    `${t('earlierOpen')}: `,
    days.map((day, i) => [i === 0 ? '' : ', ', el('a', { href: hashOf(selection, { day }) }, shortDay(day))]),
  );
}

function links(items) {
  return table({
    caption: t('links'),
    items,
    columns: [
      { title: t('state'), isHead: true, cell: ({ kind }) => named('link', kind) },
      { title: t('when'), isShort: true, cell: ({ sealedAt }) => moment(sealedAt) },
      { title: t('who'), cell: (link) => actor(link.actor) },
      { title: t('secondPerson'), cell: ({ secondActor }) => actor(secondActor) },
      { title: t('reason'), cell: ({ reason }) => reason ?? '—' },
      { title: t('sealNumber'), isNumber: true, cell: ({ sequence }) => count(sequence) },
    ],
  });
}

function openActions(state, { api, selection: { day }, reload }) {
  const close = () =>
    ask({
      title: t('closeDay'),
      text: [t('closeDayMore', { day: shortDay(day) }), t('closeDayTwo')],
      confirm: t('closeDay'),
      act: () =>
        api
          .post(`business-days/${day}/closure`)
          .then(() => done(t('dayClosed', { day: shortDay(day) }), reload)),
    });
  return button(t('closeDay'), close, { class: 'primary', disabled: !isReady(state) });
}

function done(words, reload) {
  announce(words);
  reload();
}

function closedActions({ reopening: asked }, { api, selection: { day }, reload }) {
  const name = `act_${day}.xlsx`;
  const request = () =>
    ask({
      title: t('askReopening'),
      text: t('askReopeningMore', { day: shortDay(day) }),
      confirm: t('askReopening'),
      fields: [{ name: 'reason', label: t('reason'), isLong: true }],
      act: ({ reason }) =>
        api.post(`business-days/${day}/reopening`, { reason }).then(() => done(t('reopeningAsked'), reload)),
    });
  return [
    downloadButton(t('act'), () => api.download(`business-days/${day}/act`, {}, name)),
    button(t('checkSeal'), () => sealCheckSheet(api, day)),
    asked ? null : button(t('askReopening'), request),
  ];
}

function reopening({ reopening: { requestedBy, requestedAt, reason } }, { api, selection: { day }, reload }) {
  const confirm = () =>
    ask({
      title: t('confirmReopening'),
      text: [t('confirmReopeningMore', { who: actor(requestedBy) }), `${t('reason')}: ${reason}`],
      confirm: t('confirmReopening'),
      act: () =>
        api
          .post(`business-days/${day}/reopening/confirmation`)
          .then(() => done(t('reopeningConfirmed', { day: shortDay(day) }), reload)),
    });
  const withdraw = () =>
    ask({
      title: t('withdrawReopening'),
      text: `${t('reason')}: ${reason}`,
      confirm: t('withdrawReopening'),
      act: () =>
        api.remove(`business-days/${day}/reopening`).then(() => done(t('reopeningWithdrawn'), reload)),
    });
  return el(
    'div',
    { class: 'notice view' },
    el('strong', {}, t('reopeningWaits')),
    el('p', {}, t('reopeningBy', { who: actor(requestedBy), when: moment(requestedAt), reason })),
    el(
      'div',
      { class: 'row' },
      button(t('confirmReopening'), confirm, { class: 'primary' }),
      button(t('withdrawReopening'), withdraw),
    ),
  );
}
