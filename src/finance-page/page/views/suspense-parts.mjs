import { el } from '../dom.mjs';
import { named } from '../words.mjs';

const LOOKS = { open: 'is-bad', proposed: 'is-warn', moving: 'is-busy', moved: 'is-good' };

export const suspenseBadge = ({ state }) =>
  el('span', { class: `badge ${LOOKS[state] ?? ''}` }, named('suspenseState', state));
