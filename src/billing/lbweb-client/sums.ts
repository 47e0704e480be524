import { parseRoubles, type Kopecks } from '../../shared/money';

/** Blanks that PHP's and Yii's number formats put between thousands. */
const BLANKS = /[\u00a0\u202f\u2007\u2009\s]+/g;
/** Its dot would otherwise be taken for a separator: `1 234.56 руб.` */
const CURRENCY = /(?:руб(?:лей|ля|ль)?\.?|(?<![а-яё])р\.|(?<![а-яё])р(?![а-яё])|₽)/gi;
/** Dashes that are no minus, and digits of other scripts: dropping them would turn a debt or change a figure. */
const MISLEADING = /[\u2010-\u2015\ufe58\ufe63\uff0d]|(?![0-9])\p{Nd}/u;
const NUMBER = /(?<![\d.,-])-?[ ]?\d(?:[\d ,.]*\d)?/g;
const IN_BRACKETS = /\(\s*-?\d/;

/**
 * Reads a sum of roubles as cabinets print it: `-66,67 руб`, `1 234.56 руб.`, `1234,56`. Thousands stand in groups of three
 * behind blanks, commas or dots; where both comma and dot occur, the last one separates the kopecks. Refuses rather than
 * guesses: several figures, brackets, a dash that is no minus, three digits behind a single separator.
 * Source: the formats seen by live clients of the cabinet.
 * @param text visible text, without tags and entities
 * @throws RangeError when it is no sum
 */
export function readSum(text: string): Kopecks {
  const bare = text.replace(BLANKS, ' ').replaceAll('\u2212', '-').replace(CURRENCY, ' ').trim();
  const [figure, ...others] = bare.match(NUMBER) ?? [];
  if (figure === undefined || others.length > 0 || MISLEADING.test(bare) || IN_BRACKETS.test(bare)) {
    throw new RangeError('Not one sum');
  }
  const rest = bare.replace(figure, '');
  if (/\d/.test(rest) || rest.includes('-')) throw new RangeError('More than a sum');
  return parseRoubles(plain(figure.replaceAll(' -', '-').trim()));
}

/** The figure with a dot before the kopecks and nothing between the thousands. */
function plain(figure: string): string {
  const sign = figure.startsWith('-') ? '-' : '';
  const digits = figure.replace(/^-\s*/, '');
  const at = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'));
  const whole = at < 0 ? digits : digits.slice(0, at);
  const kopecks = at < 0 ? '' : digits.slice(at + 1);
  const separator = at < 0 ? '' : (digits[at] ?? '');
  if (separator !== '' && (whole.includes(separator) || !/^\d{1,2}$/.test(kopecks))) {
    throw new RangeError('Not a fraction in kopecks');
  }
  return `${sign}${ungrouped(whole)}${kopecks === '' ? '' : `.${kopecks}`}`;
}

function ungrouped(whole: string): string {
  const between = [...new Set(whole.replace(/\d/g, ''))];
  if (between.length === 0) return whole;
  const groups = whole.split(between[0] ?? ' ');
  const [first = '', ...following] = groups;
  if (between.length > 1 || !/^\d{1,3}$/.test(first) || !following.every((group) => /^\d{3}$/.test(group))) {
    throw new RangeError('Not in groups of three');
  }
  return groups.join('');
}

/** The same, or null where it is no sum. */
export function sumOrNull(text: string): Kopecks | null {
  try {
    return readSum(text);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
