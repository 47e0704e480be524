import { el } from '../dom.mjs';
import { language, named } from '../words.mjs';

const LOOKS = { open: 'is-bad', healing: 'is-busy', healed: 'is-good', closed: 'is-good' };

/** How the state of a discrepancy looks; one for information only is never red. */
export function stateBadge({ state, severity }) {
  const look = state === 'open' && severity === 'notice' ? '' : (LOOKS[state] ?? '');
  return el('span', { class: `badge ${look}` }, named('discrepancyState', state));
}

/** A text that comes in both languages, or in the one that was asked for. */
export const inLanguage = (text) => (typeof text === 'object' && text !== null ? text[language()] : (text ?? ''));
