import { isDay, shortDay } from '../days.mjs';
import { el } from '../dom.mjs';
import { rubles } from '../money.mjs';
import { language, named, t } from '../words.mjs';

const LOOKS = { open: 'is-bad', healing: 'is-busy', healed: 'is-good', closed: 'is-good' };

/** How the state of a discrepancy looks; one for information only is never red. */
export function stateBadge({ state, severity }) {
  const look = state === 'open' && severity === 'notice' ? '' : (LOOKS[state] ?? '');
  return el('span', { class: `badge ${look}` }, named('discrepancyState', state));
}

/** A text that comes in both languages, or in the one that was asked for. */
export const inLanguage = (text) =>
  typeof text === 'object' && text !== null ? text[language()] : (text ?? '');

/** The name and value of a further fact, for people. */
export function detail([name, value]) {
  return [named('detail', name), detailValue(name, value)];
}

function detailValue(name, value) {
  if (value === null) return null;
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (name.endsWith('Kopecks')) return rubles(value);
  if (name === 'creditState' || name === 'reversalState') return named('postingState', value);
  if (name === 'bankWord') return named('bankWord', value);
  if (name === 'ledgerStatus') return named('status', value);
  return isDay(value) ? shortDay(value) : el('span', { class: 'mono' }, String(value));
}
