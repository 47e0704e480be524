import { dayAfter, dayOf, firstOfMonth } from '../days.mjs';
import { el } from '../dom.mjs';
import { t } from '../words.mjs';
import { button } from './parts.mjs';

/** Chooses the period that charts, lists and reports are about. */
export function periodForm({ from, to }, go) {
  const input = (value) => el('input', { type: 'date', value, required: true });
  const [first, last] = [input(from), input(to)];
  function change() {
    const isReversed = first.value > last.value;
    last.setCustomValidity(isReversed ? t('periodReversed') : '');
    if (first.value && last.value && last.reportValidity()) go({ from: first.value, to: last.value });
  }
  first.addEventListener('change', change);
  last.addEventListener('change', change);
  const yesterday = dayAfter(dayOf(new Date()), -1);
  const lastDays = (days) =>
    button(t('lastDays', { days }), () => go({ from: dayAfter(yesterday, 1 - days), to: yesterday }), {
      class: 'quiet',
    });
  return el(
    'div',
    { class: 'fields' },
    el('label', { class: 'field' }, el('span', {}, t('from')), first),
    el('label', { class: 'field' }, el('span', {}, t('to')), last),
    el(
      'div',
      { class: 'row' },
      lastDays(7),
      lastDays(30),
      button(t('thisMonth'), () => go({ from: firstOfMonth(yesterday), to: yesterday }), { class: 'quiet' }),
    ),
  );
}
