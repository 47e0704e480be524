import { el } from '../dom.mjs';

/** The heading that a section begins with; it takes the focus when the section is opened. */
export function heading(text, ...beside) {
  return el('div', { class: 'title' }, el('h1', { tabindex: '-1' }, text), beside);
}

/** A card with its own heading and what can be done in it. */
export function card(title, content, actions = null) {
  return el(
    'section',
    { class: 'card' },
    el('div', { class: 'card-head' }, el('h2', {}, title), actions),
    content,
  );
}

/** Names and what they stand for. */
export function facts(pairs) {
  return el(
    'dl',
    { class: 'facts' },
    pairs
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]),
  );
}

export function button(text, onclick, attributes = {}) {
  return el('button', { type: 'button', onclick, ...attributes }, text);
}
