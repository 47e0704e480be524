import { announce } from '../announce.mjs';
import { el, fill } from '../dom.mjs';
import { trouble } from '../pending.mjs';
import { t } from '../words.mjs';
import { card } from './parts.mjs';

/** Sends a file to the service; what became of it is said, and `whenDone` is called with it. */
export function uploadCard({ title, more, accept, path, api, whenDone }) {
  const file = el('input', { type: 'file', accept, required: true });
  const button = el('button', { type: 'submit', class: 'primary' }, t('upload'));
  const outcome = el('div');
  async function submit(event) {
    event.preventDefault();
    const [chosen] = file.files;
    button.disabled = true;
    fill(outcome, el('div', { class: 'loading', role: 'status' }, t('loading')));
    try {
      const { body, isNew } = await api.upload(path, chosen);
      fill(outcome);
      announce(t(isNew ? 'uploadedNew' : 'uploadedBefore', { name: chosen.name }));
      event.target.reset();
      whenDone(body);
    } catch (error) {
      fill(outcome, trouble(error));
    } finally {
      button.disabled = false;
    }
  }
  const form = el(
    'form',
    { class: 'fields', onsubmit: submit },
    el('label', { class: 'field' }, el('span', {}, t('chooseFile')), file),
    button,
  );
  return card(title, [el('p', { class: 'muted' }, more), form, outcome]);
}
