import { longDay } from '../days.mjs';
import { el } from '../dom.mjs';
import { empty, pending } from '../pending.mjs';
import { language, named, t } from '../words.mjs';
import { dayStateCard } from './day-state.mjs';
import { dayTotalsCard } from './day-totals.mjs';
import { discrepancyTable } from './discrepancies.mjs';
import { card, heading } from './parts.mjs';
import { reconciliationsCard } from './reconciliations.mjs';
import { hashOf } from '../selection.mjs';

const LOOKS = { closed: 'is-good', reopened: 'is-warn' };

/** Everything about one business day, in the order in which it is closed. */
export function dayView(context) {
  const { api, selection } = context;
  const { day } = selection;
  return el(
    'div',
    { class: 'view' },
    pending(
      () => api.get(`business-days/${day}`),
      (state) =>
        el(
          'div',
          { class: 'view' },
          heading(
            longDay(day, language()),
            el('span', { class: `badge ${LOOKS[state.state] ?? ''}` }, named('dayState', state.state)),
          ),
          dayStateCard(state, context),
          dayTotalsCard(state, context),
          reconciliationsCard(context),
          dayDiscrepancies(context),
        ),
    ),
  );
}

const SHOWN = 50;

function dayDiscrepancies(context) {
  const { api, selection } = context;
  const all = el('a', { href: hashOf(selection, { section: 'discrepancies', scope: null }) }, t('allOfThem'));
  return card(
    t('dayDiscrepancies'),
    pending(
      () => api.get('discrepancies', { day: selection.day, limit: SHOWN }),
      ({ items }, again) =>
        items.length === 0 ? empty(t('noDiscrepancies')) : discrepancyTable(items, context, again),
    ),
    all,
  );
}
