import { el, fill } from './dom.mjs';
import { t } from './words.mjs';

/** A failure in plain words, with what to tell who looks after the service. */
export function trouble(error, retry) {
  const title = error.title ?? t('pageFailed');
  const lines = (error.errors ?? []).map(({ pointer, detail }) => el('div', {}, `${pointer}: ${detail}`));
  return el(
    'div',
    { class: 'trouble', role: 'alert' },
    el('strong', {}, title),
    el('div', {}, error.detail ?? error.message),
    lines,
    error.traceId
      ? el('div', { class: 'small muted' }, `${t('traceId')}: `, el('span', { class: 'mono' }, error.traceId))
      : null,
    retry ? el('button', { type: 'button', onclick: retry }, t('tryAgain')) : null,
  );
}

/** A place that shows waiting, then what was drawn from the answer, or why there is none. */
export function pending(load, draw) {
  const place = el('div', { class: 'pending' });
  async function run() {
    place.setAttribute('aria-busy', 'true');
    if (place.childNodes.length === 0) fill(place, el('div', { class: 'loading' }, t('loading')));
    try {
      const answer = await load();
      fill(place, draw(answer, run));
    } catch (error) {
      fill(place, trouble(error, run));
    } finally {
      place.removeAttribute('aria-busy');
    }
  }
  void run();
  return place;
}

/** What there is to say where nothing is. */
export const empty = (words) => el('p', { class: 'empty' }, words);
