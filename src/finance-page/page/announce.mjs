import { el } from './dom.mjs';

const SHOWN_MS = 6000;

/** Says in a corner, and to screen readers, what has been done. */
export function announce(text) {
  const line = el('div', {}, text);
  const corner = document.getElementById('announcements');
  corner.append(line);
  // Shown anew, it lies above whatever dialog has been opened meanwhile.
  corner.hidePopover();
  corner.showPopover();
  setTimeout(() => {
    line.remove();
    if (corner.childNodes.length === 0) corner.hidePopover();
  }, SHOWN_MS);
}
