import { Api } from './api.mjs';
import { el, fill } from './dom.mjs';
import { trouble } from './pending.mjs';
import { t } from './words.mjs';

const REFUSALS = { 401: 'wrongKey', 403: 'wrongScope' };

/** Asks for a key and tries it on the day that is looked at. */
export function signIn({ note, go, selection, signedIn }) {
  const failure = el('div', {}, note ? el('p', { class: 'notice' }, note) : null);
  const key = el('input', {
    type: 'password',
    name: 'key',
    required: true,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    autofocus: true,
  });
  const button = el('button', { type: 'submit', class: 'primary' }, t('signIn'));
  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    const api = new Api(key.value.trim());
    try {
      await api.get('business-days', { from: selection.day, to: selection.day });
      signedIn(api);
    } catch (error) {
      const name = REFUSALS[error.status];
      fill(
        failure,
        trouble(name ? { title: t(name), detail: t(`${name}More`), traceId: error.traceId } : error),
      );
      button.disabled = false;
      key.select();
    }
  }
  return el(
    'main',
    { class: 'sign-in' },
    el(
      'form',
      { class: 'card', onsubmit: submit },
      el('h1', { tabindex: '-1' }, t('product')),
      el('p', { class: 'muted' }, t('signInMore')),
      el('label', { class: 'field' }, el('span', {}, t('key')), key),
      failure,
      button,
      languageButton(selection, go),
    ),
  );
}

export function languageButton({ lang }, go) {
  const other = lang === 'en' ? 'ru' : 'en';
  return el(
    'button',
    { type: 'button', class: 'quiet', lang: other, onclick: () => go({ lang: other }) },
    t('otherLanguage'),
  );
}
