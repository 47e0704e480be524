import { BusinessDays } from '../../shared/business-days';
import { isDay } from '../../shared/calendar-day';
import type { Cell } from '../reading/table';
import { BadRow } from './bad-row';
import type { RegistryField } from './columns';

const DAY_MS = 86_400_000;
/** The bank writes its registries by this clock, wherever the provider is. */
const BANK_ZONE = 'Europe/Moscow';
/** What a workbook's day 0 is. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const REMEMBERED_MAX = 1_000;

/** What a date or a time stands for, by the clock on the wall or, with a zone, by itself. */
type Wall = { readonly day: string; readonly ms: number | null } | { readonly moment: Date };

const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?`;
const RUSSIAN = new RegExp(String.raw`^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ T,]+${TIME})?$`);
const ISO = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})(?:[ T]${TIME})?$`);
const ISO_WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const TIME_ALONE = new RegExp(`^${TIME}$`);

type TimeParts = readonly (string | undefined)[];

function msOf([hours, minutes, seconds = '0', fraction = '0']: TimeParts): number {
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)];
  if (h > 23 || m > 59 || s > 59) return Number.NaN;
  return (h * 3_600 + m * 60 + s) * 1_000 + Number(fraction.padEnd(3, '0'));
}

function wallOf(year: string, month: string, day: string, time: TimeParts): Wall | null {
  const name = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const ms = time[0] === undefined ? null : msOf(time);
  return isDay(name) && !Number.isNaN(ms) ? { day: name, ms } : null;
}

function wallOfText(text: string): Wall | null {
  if (ISO_WITH_ZONE.test(text)) {
    const moment = new Date(text);
    return Number.isNaN(moment.getTime()) ? null : { moment };
  }
  const [, day = '', month = '', year = '', ...time] = RUSSIAN.exec(text) ?? [];
  if (year !== '') return wallOf(year, month, day, time);
  const [, isoYear = '', isoMonth = '', isoDay = '', ...isoTime] = ISO.exec(text) ?? [];
  return isoYear === '' ? null : wallOf(isoYear, isoMonth, isoDay, isoTime);
}

/** Turns dates and times of a registry into moments and business days. */
export class RegistryClock {
  private readonly bank = new BusinessDays(BANK_ZONE);
  private readonly beginnings = new Map<string, number>();
  private readonly names = new Map<number, string>();

  constructor(private readonly business: BusinessDays) {}

  /**
   * When an operation was made.
   * @param date a text with or without the time, or the number of a day of a workbook
   * @param time a text, a part of a day, or null when it stands with the date or nowhere
   * @throws BadRow
   */
  moment(date: Cell, time: Cell, is1904: boolean): Date {
    const wall = this.wall(date, 'date', is1904);
    if ('moment' in wall) return wall.moment;
    const ms = time === null ? (wall.ms ?? 0) : timeOf(time);
    return new Date(this.beginningOf(wall.day) + ms);
  }

  /** The calendar day that stands in a cell. @throws BadRow */
  day(cell: Cell, field: RegistryField, is1904: boolean): string {
    const wall = this.wall(cell, field, is1904);
    return 'moment' in wall ? this.bank.nameOf(wall.moment) : wall.day;
  }

  /** The business day that a moment falls on. */
  businessDay(moment: Date): string {
    // No zone moves its midnight by parts of a quarter of an hour.
    const quarter = Math.floor(moment.getTime() / 900_000);
    return remembered(this.names, quarter, () => this.business.nameOf(moment));
  }

  private beginningOf(day: string): number {
    return remembered(this.beginnings, day, () => this.bank.named(day).from.getTime());
  }

  private wall(cell: Cell, field: RegistryField, is1904: boolean): Wall {
    let wall: Wall | null = null;
    if (typeof cell === 'string') wall = wallOfText(cell.trim());
    if (typeof cell === 'number') wall = wallOfSerial(cell, is1904);
    const day = wall && ('moment' in wall ? wall.moment.toISOString().slice(0, 10) : wall.day);
    if (wall && day !== null && day >= '2000-01-01' && day < '2100-01-01') return wall;
    throw new BadRow('date_unreadable', field);
  }
}

function wallOfSerial(serial: number, is1904: boolean): Wall | null {
  if (serial < 0 || serial > 100_000) return null;
  const moment = (is1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(serial * 86_400) * 1_000;
  const ms = moment % DAY_MS;
  return {
    day: new Date(moment).toISOString().slice(0, 10),
    ms: Number.isInteger(serial) ? null : ms < 0 ? ms + DAY_MS : ms,
  };
}

function timeOf(cell: Cell): number {
  if (typeof cell === 'string') {
    const match = TIME_ALONE.exec(cell.trim());
    const ms = match ? msOf(match.slice(1)) : Number.NaN;
    if (!Number.isNaN(ms)) return ms;
  }
  // A workbook's time may carry the day it belongs to.
  if (typeof cell === 'number' && cell >= 0) return (Math.round((cell % 1) * 86_400) * 1_000) % DAY_MS;
  throw new BadRow('time_unreadable', 'time');
}

function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= REMEMBERED_MAX) known.clear();
  const made = make();
  known.set(key, made);
  return made;
}
