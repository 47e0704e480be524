/** Money is whole kopecks everywhere in the page; a number with a comma is only ever text. */
const GAP = '\u00a0';
const MINUS = '\u2212';

const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, GAP);

/** `1 234,56 ₽`; what is not known is a dash. @throws TypeError for what is no whole number of kopecks */
export function rubles(kopecks) {
  if (kopecks === null || kopecks === undefined) return '—';
  if (!Number.isSafeInteger(kopecks)) throw new TypeError(`No kopecks: ${kopecks}`);
  const digits = String(Math.abs(kopecks)).padStart(3, '0');
  const sign = kopecks < 0 ? MINUS : '';
  return `${sign}${grouped(digits.slice(0, -2))},${digits.slice(-2)}${GAP}₽`;
}

/** `1 234`. */
export function count(number) {
  if (number === null || number === undefined) return '—';
  return (number < 0 ? MINUS : '') + grouped(String(Math.abs(number)));
}

/** Nothing when anything is not known: a sum of half the facts is no sum. */
export function sum(...parts) {
  return parts.some((part) => part === null || part === undefined) ? null : parts.reduce((a, b) => a + b, 0);
}

const UNITS = {
  ru: [
    [100_000_000_000, ' млрд'],
    [100_000_000, ' млн'],
    [100_000, ' тыс.'],
    [100, ''],
  ],
  en: [
    [100_000_000_000, 'B'],
    [100_000_000, 'M'],
    [100_000, 'K'],
    [100, ''],
  ],
};

/** A short sum for the marks of an axis: `1,5 млн ₽`. The marks are round, so nothing is lost. */
export function roundRubles(kopecks, language) {
  const [size, word] = UNITS[language].find(([unit]) => kopecks >= unit) ?? [100, ''];
  const whole = Math.trunc(kopecks / size);
  const hundredths = Math.trunc(((kopecks % size) * 100) / size);
  const rest = hundredths === 0 ? '' : `,${String(hundredths).padStart(2, '0').replace(/0$/, '')}`;
  return `${whole}${rest}${word}${GAP}₽`.replaceAll(' ', GAP);
}

/** A share of a whole in percent with one digit, rounded down: `99,9 %` is never shown as all. */
export function percent(part, whole) {
  if (whole === 0) return '—';
  const thousandths = Math.trunc((part * 1000) / whole);
  return `${Math.trunc(thousandths / 10)},${thousandths % 10}${GAP}%`;
}
