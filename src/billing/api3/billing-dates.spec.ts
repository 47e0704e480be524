import { billingDatesOf, isDatedWithin } from './billing-dates';
import { billingTimeIn } from './billing-time';

const moscow = billingTimeIn('Europe/Moscow');
const rangeOf = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });

describe('dates of billing', () => {
  it('of a business day are asked from the second before it to its end', () => {
    expect(billingDatesOf(rangeOf('2026-11-23T21:00:00Z', '2026-11-24T21:00:00Z'), moscow)).toEqual({
      from: '2026-11-24 00:00:00',
      to: '2026-11-25 00:00:00',
      askFrom: '2026-11-23 23:59:59',
      askTo: '2026-11-25 00:00:00',
    });
  });

  it('within a day are asked by whole days, for cores that mind the date alone', () => {
    expect(
      billingDatesOf(rangeOf('2026-12-31T09:00:00.001Z', '2026-12-31T20:59:59.999Z'), moscow),
    ).toMatchObject({
      from: '2026-12-31 12:00:01',
      to: '2027-01-01 00:00:00',
      askFrom: '2026-12-30 23:59:59',
      askTo: '2027-01-01 00:00:00',
    });
    const noon = billingDatesOf(rangeOf('2026-12-31T08:00:00Z', '2026-12-31T09:00:00Z'), moscow);
    expect(noon.askTo).toBe('2027-01-01 00:00:00');
  });

  it.each([
    ['2026-11-23 23:59:59', false],
    ['2026-11-24 00:00:00', true],
    ['2026-11-24 23:59:59', true],
    ['2026-11-25 00:00:00', false],
    ['0000-00-00 00:00:00', true],
    ['', true],
    ['2026-11-20', true],
  ])('hold "%s" in that day: %p', (text, within) => {
    const dates = billingDatesOf(rangeOf('2026-11-23T21:00:00Z', '2026-11-24T21:00:00Z'), moscow);
    expect(isDatedWithin(dates, text)).toBe(within);
  });
});
