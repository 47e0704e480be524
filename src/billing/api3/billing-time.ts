/** Writes a moment as the core reads dates: `YYYY-MM-DD HH:MM:SS`, local time of the billing server, no zone. */
export type BillingTime = (moment: Date) => string;

/**
 * Makes the writer for an IANA time zone, normally `Europe/Moscow`. Fractions of a second are cut off.
 * @throws RangeError when the zone is unknown.
 */
export function billingTimeIn(timeZone: string): BillingTime {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (moment) => {
    const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes, digits = 2): string =>
      (parts.get(type) ?? '').padStart(digits, '0');
    const date = `${part('year', 4)}-${part('month')}-${part('day')}`;
    return `${date} ${part('hour')}:${part('minute')}:${part('second')}`;
  };
}
