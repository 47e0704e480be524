import { billingClockIn } from './billing-clock';

describe("billing's wall clock", () => {
  it.each([
    ['Europe/Moscow', '2024-07-03', '12:30:00', '2024-07-03T09:30:00.000Z'],
    ['Europe/Moscow', '2024-01-01', '00:00:00', '2023-12-31T21:00:00.000Z'],
    ['UTC', '2024-07-03', '12:30:01', '2024-07-03T12:30:01.000Z'],
    ['Asia/Kamchatka', '2024-07-03', '00:10:00', '2024-07-02T12:10:00.000Z'],
    ['Europe/Berlin', '2024-03-31', '03:30:00', '2024-03-31T01:30:00.000Z'],
  ])('in %s, %s %s is %s', (zone, day, time, moment) => {
    const clock = billingClockIn(zone);
    expect(clock.momentOf({ day, time })?.toISOString()).toBe(moment);
    expect(clock.dayOf(new Date(moment))).toBe(day);
  });

  it('names no moment for a day alone', () => {
    expect(billingClockIn('UTC').momentOf({ day: '2024-07-03', time: null })).toBeNull();
  });

  it('refuses an unknown zone', () => {
    expect(() => billingClockIn('Europe/Moskva')).toThrow(RangeError);
  });
});
