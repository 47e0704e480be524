/** Business days are `YYYY-MM-DD`; both they and moments are shown as Moscow has them. */
export const ZONE = 'Europe/Moscow';

const DAY_MS = 86_400_000;

export const isDay = (text) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') && new Date(`${text}T00:00Z`).toJSON()?.slice(0, 10) === text;

export function dayAfter(day, days = 1) {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days from one to the other, both counted. */
export function daysFrom(first, last) {
  return (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
}

/** Every day from one to the other, both included. */
export function eachDay(first, last) {
  return Array.from({ length: Math.max(0, daysFrom(first, last)) }, (_, i) => dayAfter(first, i));
}

/** The business day of a moment. */
export function dayOf(moment) {
  return new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(moment);
}

export const firstOfMonth = (day) => `${day.slice(0, 8)}01`;

/** `01.11.2026`. */
export function shortDay(day) {
  return day ? day.split('-').reverse().join('.') : '—';
}

/** `01.11`, for the marks of an axis. */
export const dayAndMonth = (day) => `${day.slice(8)}.${day.slice(5, 7)}`;

/** `воскресенье, 1 ноября 2026 г.` */
export function longDay(day, language) {
  const format = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'ru-RU', format).format(new Date(day));
}

/** `01.11.2026 14:05:09`, by Moscow. */
export function moment(text) {
  if (!text) return '—';
  const parts = new Intl.DateTimeFormat('ru-RU', {
    timeZone: ZONE,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return parts.format(new Date(text)).replace(',', '');
}

const DURATION = {
  ru: { ms: 'мс', s: 'с', min: 'мин', h: 'ч' },
  en: { ms: 'ms', s: 's', min: 'min', h: 'h' },
};

/** How long something took: `340 мс`, `2,5 с`, `3 мин 20 с`, `5 ч 10 мин`. */
export function duration(milliseconds, language) {
  if (milliseconds === null || milliseconds === undefined) return '—';
  const unit = DURATION[language];
  if (milliseconds < 1000) return `${milliseconds}\u00a0${unit.ms}`;
  const seconds = Math.trunc(milliseconds / 1000);
  if (seconds < 60) {
    const tenths = Math.trunc((milliseconds % 1000) / 100);
    return `${seconds}${tenths === 0 ? '' : `,${tenths}`}\u00a0${unit.s}`;
  }
  const [large, small, names] =
    seconds < 3600
      ? [Math.trunc(seconds / 60), seconds % 60, [unit.min, unit.s]]
      : [Math.trunc(seconds / 3600), Math.trunc((seconds % 3600) / 60), [unit.h, unit.min]];
  return `${large}\u00a0${names[0]}${small === 0 ? '' : ` ${small}\u00a0${names[1]}`}`;
}
