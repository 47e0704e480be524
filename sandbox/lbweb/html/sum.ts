import type { CabinetSettings } from '../settings/cabinet-settings';
import { printSum } from '../values/sum-text';
import { escaped } from './escape';

const BLANK_ENTITIES: Readonly<Record<string, string>> = { '\u00a0': '&nbsp;', '\u202f': '&#8239;' };

/** A sum inside a page. */
export function sumHtml(kopecks: number, { sums }: CabinetSettings): string {
  const text = escaped(printSum(kopecks, sums));
  return sums.entities ? text.replace(/[\u00a0\u202f]/g, (blank) => BLANK_ENTITIES[blank] ?? blank) : text;
}
