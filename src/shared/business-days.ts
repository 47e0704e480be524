import { isDay } from './calendar-day';

const DAY_MS = 86_400_000;

/** From one midnight of the business zone to the next, the end not included. */
export interface BusinessDay {
  readonly from: Date;
  readonly to: Date;
}

/** A format is dear to make, and there are few zones. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const format =
    FORMATS.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  FORMATS.set(timeZone, format);
  return format;
}

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds; negative when they are behind. */
export function offsetMsIn(timeZone: string, moment: Date): number {
  const parts = formatIn(timeZone).formatToParts(moment);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] =
    /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(name) ?? [];
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
  return sign === '-' ? -size : size;
}

/** Days as the business counts them. They tile time: where one ends the next begins. */
export class BusinessDays {
  /** @throws RangeError when the zone is unknown. */
  constructor(private readonly timeZone: string) {
    formatIn(timeZone);
  }

  dayOf(moment: Date): BusinessDay {
    return this.dayNumbered(this.numberOf(moment));
  }

  /** The name of the day that a moment falls on, `YYYY-MM-DD`. */
  nameOf(moment: Date): string {
    return new Date(this.numberOf(moment) * DAY_MS).toISOString().slice(0, 10);
  }

  /**
   * The day of a name.
   * @throws RangeError when there is no such day.
   */
  named(name: string): BusinessDay {
    if (!isDay(name)) throw new RangeError(`No day: ${JSON.stringify(name)}`);
    return this.dayNumbered(Date.parse(`${name}T00:00:00Z`) / DAY_MS);
  }

  /** The days that hold any of the time between two moments, both included, newest first. */
  between(first: Date, last: Date): readonly BusinessDay[] {
    const days: BusinessDay[] = [];
    for (let number = this.numberOf(last); number >= this.numberOf(first); number -= 1) {
      days.push(this.dayNumbered(number));
    }
    return days;
  }

  private dayNumbered(number: number): BusinessDay {
    return { from: this.midnight(number), to: this.midnight(number + 1) };
  }

  /** Days since 1970 by the clock on the wall. */
  private numberOf(moment: Date): number {
    return Math.floor((moment.getTime() + this.offsetMs(moment)) / DAY_MS);
  }

  /** The offset is looked up twice, since the first guess may lie beyond a change of the clocks. */
  private midnight(number: number): Date {
    const onTheWall = number * DAY_MS;
    const guess = new Date(onTheWall - this.offsetMs(new Date(onTheWall)));
    return new Date(onTheWall - this.offsetMs(guess));
  }

  private offsetMs(moment: Date): number {
    return offsetMsIn(this.timeZone, moment);
  }
}
