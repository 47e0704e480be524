import { el } from './dom.mjs';

const SHOWN_MS = 6000;
const SHOWN_AT_ONCE = 2;

/** Says in a corner, and to screen readers, what has been done. */
export function announce(text) {
  const line = el('div', {}, text);
  const corner = document.getElementById('announcements');
  corner.append(line);
  while (corner.childNodes.length > SHOWN_AT_ONCE) corner.firstChild.remove();
  // Shown anew, it lies above whatever dialog has been opened meanwhile.
  corner.hidePopover();
  corner.showPopover();
  setTimeout(() => {
    line.remove();
    if (corner.childNodes.length === 0) corner.hidePopover();
  }, SHOWN_MS);
}
