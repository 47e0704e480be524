import { el, fill, freshId } from './dom.mjs';
import { trouble } from './pending.mjs';
import { t } from './words.mjs';

/** Shows a dialog over the page; closing it removes it. */
function open(dialog) {
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}

/**
 * Asks before something is done, and does it.
 *
 * @param fields `{name, label, value, isLong, isOptional, choices}` of what must be told besides
 * @param act given what was told, does it; a failure is shown in the dialog, which stays
 * @returns what `act` answered, or undefined when the person thought better of it
 */
export function ask({ title, text, confirm, fields = [], act }) {
  const id = freshId('dialog');
  const failure = el('div');
  const inputs = fields.map((field) => [field.name, inputOf(field)]);
  const go = el('button', { type: 'submit', class: 'primary' }, confirm);
  const back = el('button', { type: 'button', onclick: () => dialog.close() }, t('cancel'));
  const form = el(
    'form',
    { method: 'dialog' },
    el('h2', { id }, title),
    text ? [text].flat().map((line) => el('p', {}, line)) : null,
    inputs.map(([, input], i) => el('label', { class: 'field' }, el('span', {}, fields[i].label), input)),
    failure,
    el('div', { class: 'dialog-buttons' }, back, go),
  );
  const dialog = el('dialog', { 'aria-labelledby': id }, form);
  return new Promise((resolve) => {
    let answer;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      go.disabled = true;
      try {
        answer =
          (await act(Object.fromEntries(inputs.map(([name, input]) => [name, input.value.trim()])))) ?? null;
        dialog.close();
      } catch (error) {
        fill(failure, trouble(error));
        go.disabled = false;
      }
    });
    dialog.addEventListener('close', () => resolve(answer));
    open(dialog);
    (inputs[0]?.[1] ?? back).focus();
  });
}

function inputOf({ value = '', isLong, isOptional, choices, length = 1000, pattern }) {
  if (choices) {
    return el(
      'select',
      {},
      choices.map(([word, label]) => el('option', { value: word, selected: word === value }, label)),
    );
  }
  const rules = { required: !isOptional, maxlength: length, pattern };
  if (isLong) return el('textarea', rules, value);
  return el('input', { ...rules, type: 'text', value, autocomplete: 'off' });
}

/** Shows something larger beside the list that it came from. */
export function sheet(title, content, whenClosed) {
  const id = freshId('sheet');
  const dialog = el('dialog', { class: 'wide', 'aria-labelledby': id });
  const close = el(
    'button',
    { type: 'button', class: 'square', 'aria-label': t('close'), onclick: () => dialog.close() },
    '✕',
  );
  const heading = el('h2', { id, tabindex: '-1' }, title);
  dialog.append(el('div', {}, el('div', { class: 'card-head' }, heading, close), content));
  if (whenClosed) dialog.addEventListener('close', whenClosed);
  open(dialog);
  heading.focus();
  return dialog;
}
