import { el } from './dom.mjs';

const SHOWN_MS = 6000;

/** Says in a corner, and to screen readers, what has been done. */
export function announce(text) {
  const line = el('div', {}, text);
  document.getElementById('announcements').append(line);
  setTimeout(() => line.remove(), SHOWN_MS);
}
