import { dayAfter, isDay } from './days.mjs';
import { el } from './dom.mjs';
import { hashOf, SECTIONS } from './selection.mjs';
import { languageButton } from './sign-in.mjs';
import { dayView } from './views/day.mjs';
import { discrepanciesView } from './views/discrepancies.mjs';
import { payoutsView } from './views/payouts.mjs';
import { periodView } from './views/period.mjs';
import { registriesView } from './views/registries.mjs';
import { reportsView } from './views/reports.mjs';
import { suspenseView } from './views/suspense.mjs';
import { t } from './words.mjs';

const VIEWS = {
  day: dayView,
  period: periodView,
  discrepancies: discrepanciesView,
  suspense: suspenseView,
  registries: registriesView,
  payouts: payoutsView,
  reports: reportsView,
};

/** What stands around every section, and the section that is looked at. */
export function shell(context) {
  const { selection, go, signOut } = context;
  return [
    el(
      'header',
      { class: 'top' },
      el(
        'div',
        { class: 'top-row' },
        el('div', { class: 'brand' }, t('product')),
        dayChoice(selection, go),
        el('div', { class: 'row' }, languageButton(selection, go), signOutButton(signOut)),
      ),
      el(
        'nav',
        { class: 'sections', 'aria-label': t('sections') },
        SECTIONS.map((name) => link(name, selection)),
      ),
    ),
    el('main', {}, VIEWS[selection.section](context)),
  ];
}

function link(name, selection) {
  const attributes = {
    href: hashOf({
      lang: selection.lang,
      day: selection.day,
      from: selection.from,
      to: selection.to,
      section: name,
    }),
    'aria-current': selection.section === name ? 'page' : null,
  };
  return el('a', attributes, t(`section.${name}`));
}

const signOutButton = (signOut) =>
  el('button', { type: 'button', class: 'quiet', onclick: () => signOut() }, t('signOut'));

function dayChoice({ day }, go) {
  const step = (days, label, sign) =>
    el(
      'button',
      {
        type: 'button',
        class: 'square',
        'aria-label': t(label),
        title: t(label),
        onclick: () => go({ day: dayAfter(day, days) }),
      },
      sign,
    );
  const input = el('input', {
    type: 'date',
    value: day,
    required: true,
    'aria-label': t('businessDay'),
    onchange: () => isDay(input.value) && go({ day: input.value }),
  });
  return el('div', { class: 'day-choice' }, step(-1, 'previousDay', '‹'), input, step(1, 'nextDay', '›'));
}
