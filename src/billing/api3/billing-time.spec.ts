import { billingTimeIn } from './billing-time';

describe('billing time', () => {
  it.each([
    ['Europe/Moscow', '2024-11-23T21:05:09.999Z', '2024-11-24 00:05:09'],
    ['Europe/Moscow', '2024-12-31T21:00:00Z', '2025-01-01 00:00:00'],
    ['Europe/Moscow', '2024-02-29T09:08:07Z', '2024-02-29 12:08:07'],
    ['UTC', '2024-01-01T00:00:00Z', '2024-01-01 00:00:00'],
    ['Asia/Kamchatka', '2024-06-30T12:00:00Z', '2024-07-01 00:00:00'],
    ['Europe/Berlin', '2024-10-27T00:59:59Z', '2024-10-27 02:59:59'],
    ['Europe/Berlin', '2024-10-27T01:00:00Z', '2024-10-27 02:00:00'],
  ])('in %s, %s is %s', (zone, moment, expected) => {
    expect(billingTimeIn(zone)(new Date(moment))).toBe(expected);
  });

  it('refuses an unknown zone when it is made', () => {
    expect(() => billingTimeIn('Europe/Moskva')).toThrow(RangeError);
  });
});
