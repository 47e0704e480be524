import { common } from './words/common.mjs';
import { dayWords } from './words/day.mjs';
import { discrepancyWords } from './words/discrepancies.mjs';
import { moneyWords } from './words/money.mjs';

/** Every text of the page: Russian first, English second. */
const WORDS = { ...common, ...dayWords, ...discrepancyWords, ...moneyWords };

let chosen = 'ru';

export function speak(language) {
  chosen = language;
  document.documentElement.lang = language;
}

export const language = () => chosen;

/** A text in the chosen language; `{name}` in it stands for a value. A word that has no text is shown as it is. */
export function t(name, values = {}) {
  const text = WORDS[name]?.[chosen === 'en' ? 1 : 0] ?? name;
  return text.replace(/\{(\w+)\}/g, (mark, key) => String(values[key] ?? mark));
}

/** A word of the service in people's language; one that is new to the page is shown as it came. */
export function named(kind, word) {
  if (word === null || word === undefined) return '—';
  const name = `${kind}.${word}`;
  return name in WORDS ? t(name) : word;
}
