import { offsetMsIn } from '../shared/business-days';

/** Clocks are only ever changed at a quarter of an hour. */
const QUARTER_MS = 900_000;
const REMEMBERED_MAX = 10_000;
const DAY_MS = 86_400_000;
/** The day 1970-01-01 as spreadsheets count days. */
const EPOCH_SERIAL = 25_569;

/** Moments as a zone's clocks show them. Made for one report: it remembers how far the clocks were ahead. */
export class WallClock {
  private readonly offsets = new Map<number, number>();

  constructor(readonly timeZone: string) {}

  /** ISO 8601 with milliseconds and offset. */
  iso(moment: Date): string {
    const offset = this.offsetMs(moment);
    const minutes = Math.abs(offset) / 60_000;
    const two = (number: number): string => String(Math.floor(number)).padStart(2, '0');
    const sign = offset < 0 ? '-' : '+';
    return `${shown(moment, offset).slice(0, -1)}${sign}${two(minutes / 60)}:${two(minutes % 60)}`;
  }

  /** `dd.mm.yyyy hh:mm:ss` */
  text(moment: Date): string {
    const iso = shown(moment, this.offsetMs(moment));
    return `${dayText(iso.slice(0, 10))} ${iso.slice(11, 19)}`;
  }

  /** Days since 1899-12-30, as spreadsheets count. */
  serial(moment: Date): number {
    return (moment.getTime() + this.offsetMs(moment)) / DAY_MS + EPOCH_SERIAL;
  }

  private offsetMs(moment: Date): number {
    const quarter = Math.floor(moment.getTime() / QUARTER_MS);
    const known = this.offsets.get(quarter);
    if (known !== undefined) return known;
    if (this.offsets.size >= REMEMBERED_MAX) this.offsets.clear();
    const offset = offsetMsIn(this.timeZone, moment);
    this.offsets.set(quarter, offset);
    return offset;
  }
}

const shown = (moment: Date, offsetMs: number): string => new Date(moment.getTime() + offsetMs).toISOString();

/** A day `YYYY-MM-DD` as `dd.mm.yyyy`. */
export function dayText(day: string): string {
  return `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
}

/** A day `YYYY-MM-DD` as spreadsheets count. */
export function daySerial(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS + EPOCH_SERIAL;
}
