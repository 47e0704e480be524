import {
  dayAfter,
  dayAndMonth,
  dayOf,
  duration,
  eachDay,
  isDay,
  longDay,
  moment,
  shortDay,
} from './page/days.mjs';
import { hashOf, selectionOf } from './page/selection.mjs';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('days on the page', () => {
  it('knows a day from what is none', () => {
    expect(['2026-02-28', '2028-02-29'].map(isDay)).toEqual([true, true]);
    expect(['2026-02-29', '2026-13-01', '26-01-01', '', null, undefined].map(isDay)).not.toContain(true);
  });

  it('counts over the ends of months and years', () => {
    expect(dayAfter('2026-12-31')).toBe('2027-01-01');
    expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28');
    expect(eachDay('2026-02-27', '2026-03-02')).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
    expect(eachDay('2026-03-02', '2026-03-01')).toEqual([]);
  });

  it('has the day and the hour of Moscow, whatever the clock of the reader', () => {
    expect(dayOf(new Date('2026-11-23T20:59:59Z'))).toBe('2026-11-23');
    expect(dayOf(new Date('2026-11-23T21:00:00Z'))).toBe('2026-11-24');
    expect(plain(moment('2026-11-23T21:00:00.120Z'))).toBe('24.11.2026 00:00:00');
    expect(plain(moment('2026-11-24T00:00:00+03:00'))).toBe('24.11.2026 00:00:00');
  });

  it('is written for people', () => {
    expect(shortDay('2026-11-01')).toBe('01.11.2026');
    expect(dayAndMonth('2026-11-01')).toBe('01.11');
    expect(plain(longDay('2026-11-01', 'ru'))).toBe('воскресенье, 1 ноября 2026 г.');
    expect(plain(longDay('2026-11-01', 'en'))).toMatch(/^Sunday,? 1 November 2026$/);
    expect([shortDay(null), moment(null)]).toEqual(['—', '—']);
  });

  it.each<[number, string]>([
    [0, '0 мс'],
    [999, '999 мс'],
    [2_000, '2 с'],
    [2_590, '2,5 с'],
    [60_000, '1 мин'],
    [200_000, '3 мин 20 с'],
    [18_600_000, '5 ч 10 мин'],
  ])('writes %p ms as %p', (milliseconds, text) => {
    expect(plain(duration(milliseconds, 'ru'))).toBe(text);
  });
});

describe('what is looked at', () => {
  const now = new Date('2026-11-24T08:00:00Z');

  it('is yesterday and the thirty days before it, when the address tells nothing', () => {
    expect(selectionOf('', now)).toEqual({
      section: 'day',
      day: '2026-11-23',
      from: '2026-10-25',
      to: '2026-11-23',
      lang: 'ru',
    });
  });

  it('stands in the address and comes back from it', () => {
    const chosen = { ...selectionOf('', now), section: 'discrepancies', state: 'open', lang: 'en' };
    expect(selectionOf(hashOf(chosen), now)).toEqual(chosen);
    expect(hashOf(chosen, { state: null, class: '' })).not.toMatch(/state|class/);
  });

  it('takes nothing from an address that it does not know', () => {
    const seen = selectionOf('#section=admin&day=2026-02-30&from=2026-12-01&to=2026-11-01&lang=de', now);
    expect(seen).toMatchObject({ section: 'day', day: '2026-11-23', to: '2026-11-01', lang: 'ru' });
    expect(seen.from <= seen.to).toBe(true);
  });
});
