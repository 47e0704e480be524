import { bars, line } from '../charts/shapes.mjs';
import { chart } from '../charts/chart.mjs';
import { ticks, timeTicks } from '../charts/scale.mjs';
import { duration, shortDay } from '../days.mjs';
import { el } from '../dom.mjs';
import { count, percent, roundRubles, rubles } from '../money.mjs';
import { pending } from '../pending.mjs';
import { hashOf } from '../selection.mjs';
import { money, table } from '../table.mjs';
import { language, named, t } from '../words.mjs';
import { card, heading } from './parts.mjs';
import { periodForm } from './period-form.mjs';

const LOOKS = { closed: 'is-good', reopened: 'is-warn' };

/** Charts of the period and its days. */
export function periodView({ api, selection, go }) {
  const { from, to } = selection;
  return el(
    'div',
    { class: 'view' },
    heading(t('section.period'), el('span', { class: 'muted' }, `${shortDay(from)} – ${shortDay(to)}`)),
    periodForm(selection, go),
    pending(
      () => Promise.all([api.get('day-figures', { from, to }), api.get('business-days', { from, to })]),
      ([{ items }, days]) => [
        el('div', { class: 'view' }, totals(items), charts(items), daysTable(items, days.items, selection)),
      ],
    ),
  );
}

const totalOf = (items, name) => items.reduce((sum, item) => sum + item[name], 0);

function totals(items) {
  const finished = totalOf(items, 'payments') - totalOf(items, 'unfinished');
  const figures = [
    ['gross', rubles(totalOf(items, 'paidKopecks'))],
    ['paidCount', count(totalOf(items, 'paid'))],
    ['success', percent(totalOf(items, 'paid'), finished)],
  ];
  return el(
    'section',
    { class: 'card' },
    el(
      'dl',
      { class: 'figures' },
      figures.map(([name, value]) => el('div', {}, el('dt', {}, t(name)), el('dd', {}, value))),
    ),
  );
}

function charts(items) {
  const days = items.map(({ day }) => day);
  return el('div', { class: 'charts' }, volume(items, days), success(items, days), posting(items, days));
}

function volume(items, days) {
  const values = items.map(({ paidKopecks }) => paidKopecks);
  return chart({
    title: t('volume'),
    axis: t('volumeAxis'),
    days,
    marks: ticks(Math.max(...values, 0) || 100),
    textOf: (mark) => roundRubles(mark, language()),
    draw: (plot) => bars(values, plot),
    linesOf: (i) => [rubles(values[i]), `${t('paidCount')}: ${count(items[i].paid)}`],
    columns: [t('amount'), t('paidCount')],
    cellsOf: (i) => [rubles(values[i]), count(items[i].paid)],
  });
}

const finishedOf = ({ payments, unfinished }) => payments - unfinished;

function success(items, days) {
  const shareOf = (item) => percent(item.paid, finishedOf(item));
  return chart({
    title: t('success'),
    axis: t('successAxis'),
    days,
    marks: [0, 25, 50, 75, 100],
    textOf: (mark) => `${mark}\u00a0%`,
    draw: (plot) =>
      line(
        items.map((item) => (finishedOf(item) === 0 ? null : (item.paid / finishedOf(item)) * 100)),
        'first',
        plot,
      ),
    linesOf: (i) => [shareOf(items[i]), `${count(items[i].paid)} / ${count(finishedOf(items[i]))}`],
    columns: [t('success'), t('paidCount'), t('unfinished')],
    cellsOf: (i) => [shareOf(items[i]), count(items[i].paid), count(items[i].unfinished)],
  });
}

function posting(items, days) {
  const medians = items.map(({ medianPostingMs }) => medianPostingMs);
  const slow = items.map(({ slowPostingMs }) => slowPostingMs);
  const text = (value) => duration(value, language());
  return chart({
    title: t('posting'),
    axis: t('postingAxis'),
    days,
    marks: timeTicks(Math.max(...slow.map((value) => value ?? 0), 100)),
    textOf: text,
    draw: (plot) => [...line(slow, 'second', plot), ...line(medians, 'first', plot)],
    linesOf: (i) => [`${t('median')}: ${text(medians[i])}`, `${t('slow')}: ${text(slow[i])}`],
    columns: [t('median'), t('slow')],
    cellsOf: (i) => [text(medians[i]), text(slow[i])],
    legend: [
      ['first', t('median')],
      ['second', t('slow')],
    ],
  });
}

function daysTable(items, days, selection) {
  const states = new Map(days.map(({ day, state }) => [day, state]));
  return card(
    t('daysOfPeriod'),
    table({
      caption: t('daysOfPeriod'),
      staysTable: true,
      items: [...items].reverse(),
      columns: [
        {
          title: t('day'),
          isHead: true,
          cell: ({ day }) => el('a', { href: hashOf(selection, { section: 'day', day }) }, shortDay(day)),
        },
        {
          title: t('state'),
          cell: ({ day }) =>
            el(
              'span',
              { class: `badge ${LOOKS[states.get(day)] ?? ''}` },
              named('dayState', states.get(day)),
            ),
        },
        { title: t('paidCount'), isNumber: true, cell: ({ paid }) => count(paid) },
        { title: t('gross'), isNumber: true, cell: ({ paidKopecks }) => money(paidKopecks) },
      ],
    }),
  );
}
