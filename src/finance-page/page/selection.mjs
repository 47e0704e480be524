import { dayAfter, dayOf, isDay } from './days.mjs';

export const SECTIONS = ['day', 'period', 'discrepancies', 'suspense', 'registries', 'payouts', 'reports'];

const DAYS_SHOWN = 30;

/**
 * What is looked at: the section, the day, the period, the language and the filters. It stands behind the `#` of the address, so
 * that a reload or a link keeps it; nothing of it is secret.
 */
export function selectionOf(hash, now = new Date()) {
  const words = new URLSearchParams(hash.replace(/^#/, ''));
  const yesterday = dayAfter(dayOf(now), -1);
  const day = isDay(words.get('day')) ? words.get('day') : yesterday;
  const to = isDay(words.get('to')) ? words.get('to') : yesterday;
  const from =
    isDay(words.get('from')) && words.get('from') <= to ? words.get('from') : dayAfter(to, 1 - DAYS_SHOWN);
  return {
    ...Object.fromEntries(words),
    section: SECTIONS.includes(words.get('section')) ? words.get('section') : 'day',
    day,
    from,
    to,
    lang: words.get('lang') === 'en' ? 'en' : 'ru',
  };
}

/** The address of a selection, changed in parts; what becomes null is left out. */
export function hashOf(selection, changes = {}) {
  const entries = Object.entries({ ...selection, ...changes });
  return `#${new URLSearchParams(entries.filter(([, value]) => value !== null && value !== undefined && value !== ''))}`;
}
