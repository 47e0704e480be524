import { dayAfter, isDay } from '../shared/calendar-day';
import type { Kopecks } from '../shared/money';
import { sumOf } from './statement/fields';

/** What a purpose names. It may help to find what a payout is for, and is believed only where the sums agree. */
export interface Named {
  /** In their order, each once. */
  readonly days: readonly string[];
  /** What it says was withheld. */
  readonly feeKopecks: Kopecks | null;
  /** Words of Latin letters and digits, among which a terminal may be. */
  readonly codes: ReadonlySet<string>;
}

const DATE = /(?<!\d)(\d\d)\.(\d\d)\.(\d{4}|\d\d)(?!\d)/g;
const RANGE_BETWEEN = /^\s*(г\.?\s*)?(по|до|[-–—])\s*$/i;
const LONGEST_RANGE_DAYS = 31;
/** Said of the contract and not of the money: `по договору № 5 от 01.02.2020`. */
const OF_CONTRACT = /(догов|дог\.|соглаш|контракт|оферт)(?!.*(реестр|операц|выписк)).*\sот\s*$/i;
const FEE =
  /комисси[а-яё]{0,3}[^\d]{0,40}(\d{1,3}(?:[ \u00a0]\d{3}){1,4}|\d{1,12})[.,-](\d\d)(?!\d|\.\d|\s?%)/i;

interface Dated {
  readonly day: string;
  readonly from: number;
  readonly to: number;
}

function datesIn(purpose: string): Dated[] {
  return [...purpose.matchAll(DATE)].flatMap((match) => {
    const [text, date = '', month = '', year = ''] = match;
    const day = `${year.padStart(4, '20')}-${month}-${date}`;
    return isDay(day) ? [{ day, from: match.index, to: match.index + text.length }] : [];
  });
}

function daysIn(purpose: string): readonly string[] {
  const days = new Set<string>();
  let last: Dated | null = null;
  let end = 0;
  for (const date of datesIn(purpose)) {
    const before = purpose.slice(end, date.from);
    end = date.to;
    if (OF_CONTRACT.test(before)) continue;
    if (last && RANGE_BETWEEN.test(before)) {
      const limit = dayAfter(last.day, LONGEST_RANGE_DAYS);
      for (let day = last.day; day < date.day && day < limit; day = dayAfter(day, 1)) days.add(day);
    }
    days.add(date.day);
    last = date;
  }
  return [...days].sort();
}

export function namedIn(purpose: string): Named {
  const [, roubles, hundredths] = FEE.exec(purpose) ?? [];
  const isFee = roubles !== undefined && hundredths !== undefined && /[1-9]/.test(roubles + hundredths);
  return {
    days: daysIn(purpose),
    feeKopecks: isFee ? sumOf('Комиссия', `${roubles},${hundredths}`) : null,
    codes: new Set(purpose.match(/[0-9A-Za-z_]+/g) ?? []),
  };
}
