import { dayAfter } from '../../shared/calendar-day';
import { dayOf, isNoDate } from './calendar-day';

describe('days as the core writes them', () => {
  it.each([
    ['2026-11-24', '2026-11-24'],
    ['2026-11-24 23:59:59', '2026-11-24'],
    ['2024-02-29', '2024-02-29'],
    ['2026-02-29', null],
    ['2026-13-01', null],
    ['0000-00-00', null],
    ['24.11.2026', null],
    ['', null],
  ])('%j is the day %j', (text, day) => {
    expect(dayOf(text)).toBe(day);
  });

  it.each([
    ['', true],
    ['0000-00-00', true],
    ['0000-00-00 00:00:00', true],
    ['2026-11-24', false],
    ['soon', false],
  ])('%j says that there is none: %p', (text, says) => {
    expect(isNoDate(text)).toBe(says);
  });

  it('are counted by the calendar', () => {
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
    expect(dayAfter('2024-03-01', -1)).toBe('2024-02-29');
    expect(dayAfter('2026-11-24', 0)).toBe('2026-11-24');
  });
});
