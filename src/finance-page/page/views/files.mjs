import { shortDay } from '../days.mjs';
import { count } from '../money.mjs';
import { t } from '../words.mjs';
import { faultsSheet } from './faults.mjs';
import { button } from './parts.mjs';

/** From the first day to the last, or the one day. */
export function daySpan({ firstDay, lastDay }) {
  if (!firstDay) return '—';
  return firstDay === lastDay ? shortDay(firstDay) : `${shortDay(firstDay)} – ${shortDay(lastDay)}`;
}

/** How many lines were bad, and the way to them. */
export function badLines(api, path, fileName, number) {
  if (!number) return count(number);
  return button(count(number), () => faultsSheet(api, path, fileName), {
    class: 'quiet bad',
    title: t('badLines'),
  });
}
