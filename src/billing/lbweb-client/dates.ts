import { isDay } from '../../shared/calendar-day';

const MONTHS = ['янв', 'фев', 'мар', 'апр', 'ма', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];
const TIME = String.raw`(?: (\d{1,2}:\d{2}(?::\d{2})?))?`;
const NUMERIC = new RegExp(String.raw`^(\d{1,2})\.(\d{1,2})\.(\d{4})${TIME}$`);
const WORDED = new RegExp(String.raw`^(\d{1,2}) ([а-я]{3,8})\.? (\d{4})${TIME}$`);
const ISO = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})${TIME}$`);
/** What people write around a date: `3 июля 2024 г., в 12:30`. */
const AROUND = /(?<=\d\s?)(?:года|г\.?)(?=[\s,]|$)|,|(?<=\s)в(?=\s+\d)|(?<=\d)t(?=\d)/g;

/** What the cabinet prints of a moment, by billing's own clock. */
export interface PrintedDate {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** `HH:MM:SS`; null where the day alone is printed. */
  readonly time: string | null;
}

/**
 * Reads a date as cabinets print it: `03.07.2024`, `3 июля 2024 г.`, `2024-07-03`, each with or without a time.
 * @throws RangeError when it is none of these, or no day of the calendar
 */
export function readDate(text: string): PrintedDate {
  const bare = text
    .toLowerCase()
    .replace(/^\s*(?:до|по)\s/, '')
    .replace(AROUND, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const [, day, month, year, time] = NUMERIC.exec(bare) ?? WORDED.exec(bare) ?? [];
  if (day !== undefined) return dateOf([year, month, day], time);
  const [, isoYear, isoMonth, isoDay, isoTime] = ISO.exec(bare) ?? [];
  return dateOf([isoYear, isoMonth, isoDay], isoTime);
}

/** The day alone, or null where it is no date. */
export function dayOrNull(text: string): string | null {
  try {
    return readDate(text).day;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function dateOf([year = '', month = '', date = '']: (string | undefined)[], time?: string): PrintedDate {
  const number = /^\d+$/.test(month) ? month : String(monthNamed(month));
  const day = `${year}-${number.padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (!isDay(day)) throw new RangeError('Not a date');
  if (time === undefined) return { day, time: null };
  const [hours = '', minutes = '', seconds = '00'] = time.split(':');
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) throw new RangeError('Not a time');
  return { day, time: `${hours.padStart(2, '0')}:${minutes}:${seconds}` };
}

/** `мая` and `май` are short of the three letters that tell the other months; `март` stands before them. */
function monthNamed(word: string): number {
  const index = MONTHS.findIndex((stem) => (stem === 'ма' ? /^ма[йя]$/.test(word) : word.startsWith(stem)));
  return index + 1;
}

/** The first day of the month three months before a day: where the cabinet's history begins unless it is told. */
export function threeMonthsBefore(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 4, 1)).toISOString().slice(0, 10);
}

/** `DD.MM.YYYY` */
export function dottedDay(day: string): string {
  return day.split('-').reverse().join('.');
}
