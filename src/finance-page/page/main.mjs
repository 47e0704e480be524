import { hashOf, selectionOf } from './selection.mjs';
import { shell } from './shell.mjs';
import { signIn } from './sign-in.mjs';
import { fill } from './dom.mjs';
import { speak, t } from './words.mjs';

const page = document.getElementById('page');
let api = null;
let looked = '';

const selection = () => selectionOf(location.hash);

function go(changes) {
  const hash = hashOf(selection(), changes);
  if (hash === location.hash) show();
  else location.hash = hash;
}

function show(note = null) {
  const now = selection();
  // An open dialog is about what was looked at before.
  for (const dialog of document.querySelectorAll('dialog')) dialog.close();
  speak(now.lang);
  const signOut = (words = null) => {
    api = null;
    show(words);
  };
  const signedIn = (signed) => {
    api = signed;
    api.ended = () => signOut(t('keyEnded'));
    show();
  };
  if (api === null) fill(page, signIn({ note, go, selection: now, signedIn }));
  else fill(page, shell({ api, selection: now, go, reload: () => show(), signOut }));
  // A new section is read from its heading on; a reload of the same leaves the reader where he is.
  if (api !== null && looked !== now.section) page.querySelector('h1')?.focus({ preventScroll: true });
  looked = api === null ? '' : now.section;
}

window.addEventListener('hashchange', () => show());
show();
