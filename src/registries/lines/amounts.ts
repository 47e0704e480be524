import { kopecks, parseRoubles, type Kopecks } from '../../shared/money';
import { BadRow } from './bad-row';
import type { RegistryField } from './columns';

const SPACES = /[ \u00a0\u2007\u2009\u202f]/g;
const GROUPED_BY_SPACES = /^[-+]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?$/;
const PLAIN = /^([-+]?\d{1,13})(?:[.,](\d+))?$/;
/** Only with both signs is it sure which one groups. */
const GROUPED_BY_COMMAS = /^[-+]?\d{1,3}(?:,\d{3})+\.\d{1,2}$/;
const GROUPED_BY_DOTS = /^[-+]?\d{1,3}(?:\.\d{3})+,\d{1,2}$/;

function plainOf(text: string): string {
  const spaced = text
    .trim()
    .replace(SPACES, ' ')
    .replace(/^\u2212/, '-');
  if (GROUPED_BY_SPACES.test(spaced)) return spaced.replaceAll(' ', '');
  if (GROUPED_BY_COMMAS.test(spaced)) return spaced.replaceAll(',', '');
  if (GROUPED_BY_DOTS.test(spaced)) return spaced.replaceAll('.', '');
  return spaced;
}

/**
 * A sum of roubles as a registry writes it: decimal comma or dot, groups of three set apart by spaces. More than two
 * decimals are refused even when they are zeros, since `1,000` may be meant as a thousand.
 * @throws BadRow
 */
export function amountOfText(text: string, field: RegistryField): Kopecks {
  const match = PLAIN.exec(plainOf(text));
  if (!match) throw new BadRow('amount_unreadable', field);
  const [, whole = '0', fraction = ''] = match;
  if (fraction.length > 2) throw new BadRow('amount_fraction', field);
  return parseRoubles(`${whole.replace('+', '')}.${fraction.padEnd(2, '0')}`);
}

/**
 * A sum of roubles as a workbook keeps it, a double, by its shortest decimal text.
 * @throws BadRow
 */
export function amountOfNumber(value: number, field: RegistryField): Kopecks {
  const match = /^(-?\d{1,13})(?:\.(\d+))?$/.exec(String(value));
  if (!match) throw new BadRow('amount_unreadable', field);
  if ((match[2] ?? '').length > 2) throw new BadRow('amount_fraction', field);
  return parseRoubles(String(value));
}

export const negated = (sum: Kopecks): Kopecks => kopecks(0 - sum);
