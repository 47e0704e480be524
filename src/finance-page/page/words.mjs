import { common } from './words/common.mjs';
import { dayWords } from './words/day.mjs';
import { detailWords } from './words/details.mjs';
import { discrepancyWords } from './words/discrepancies.mjs';
import { moneyWords } from './words/money.mjs';
import { payoutWords } from './words/payouts.mjs';
import { reportWords } from './words/reports.mjs';
import { suspenseWords } from './words/suspense.mjs';

/** Every text of the page: Russian first, English second. */
export const WORDS = {
  ...common,
  ...dayWords,
  ...detailWords,
  ...discrepancyWords,
  ...moneyWords,
  ...payoutWords,
  ...reportWords,
  ...suspenseWords,
};

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

/** Who did something: the name of a person's key, or the service itself. */
export function actor(word) {
  if (!word) return '—';
  return word.startsWith('key:') ? word.slice(4) : word.startsWith('worker') ? t('service') : word;
}
