import { billingMoment } from './billing-moment';
import { billingTimeIn } from './billing-time';

const moscow = billingTimeIn('Europe/Moscow');
const berlin = billingTimeIn('Europe/Berlin');

describe('a moment by the clock of billing', () => {
  it.each([
    ['2022-05-16 19:06:32', '2022-05-16T16:06:32.000Z'],
    ['2013-12-31 23:59:59', '2013-12-31T19:59:59.000Z'],
    ['2026-01-01 00:00:00', '2025-12-31T21:00:00.000Z'],
  ])('%s in Moscow is %s', (text, moment) => {
    expect(billingMoment(text, moscow)?.toISOString()).toBe(moment);
  });

  it.each([
    ['2026-03-29 01:59:59', '2026-03-29T00:59:59.000Z'],
    ['2026-03-29 03:00:00', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25 03:00:00', '2026-10-25T02:00:00.000Z'],
  ])('%s, by a change of the clocks, is %s', (text, moment) => {
    expect(billingMoment(text, berlin)?.toISOString()).toBe(moment);
  });

  it.each(['', '2026-11-24', '0000-00-00 00:00:00', '2026-02-30 10:00:00', '2026-11-24 25:00:00', 'now'])(
    '%j is none',
    (text) => {
      expect(billingMoment(text, moscow)).toBeNull();
    },
  );

  it('is the way back for every hour of a year', () => {
    const from = Date.parse('2026-01-01T00:30:15Z');
    const wrong = Array.from({ length: 8_760 }, (_, hour) => new Date(from + hour * 3_600_000)).filter(
      (moment) => billingMoment(moscow(moment), moscow)?.getTime() !== moment.getTime(),
    );
    expect(wrong).toEqual([]);
  });
});
