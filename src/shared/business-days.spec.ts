import { BusinessDays } from './business-days';

const shown = ({ from, to }: { from: Date; to: Date }): [string, string] => [
  from.toISOString().slice(0, 16),
  to.toISOString().slice(0, 16),
];

describe('business days', () => {
  it.each([
    ['Europe/Moscow', '2026-11-24T20:59:59.999Z', '2026-11-23T21:00', '2026-11-24T21:00'],
    ['Europe/Moscow', '2026-11-24T21:00:00.000Z', '2026-11-24T21:00', '2026-11-25T21:00'],
    ['UTC', '2026-01-01T00:00:00Z', '2026-01-01T00:00', '2026-01-02T00:00'],
    ['Asia/Kamchatka', '2026-06-30T12:00:00Z', '2026-06-30T12:00', '2026-07-01T12:00'],
    ['America/St_Johns', '2026-12-01T03:29:00Z', '2026-11-30T03:30', '2026-12-01T03:30'],
    ['Europe/Berlin', '2026-10-25T12:00:00Z', '2026-10-24T22:00', '2026-10-25T23:00'],
    ['Europe/Berlin', '2026-03-29T12:00:00Z', '2026-03-28T23:00', '2026-03-29T22:00'],
  ])('in %s, that of %s is from %s to %s', (zone, moment, from, to) => {
    expect(shown(new BusinessDays(zone).dayOf(new Date(moment)))).toEqual([from, to]);
  });

  it('between two moments come newest first and leave no gap, a change of the clocks among them', () => {
    const days = new BusinessDays('Europe/Berlin').between(
      new Date('2026-10-24T12:00:00Z'),
      new Date('2026-10-26T12:00:00Z'),
    );
    expect(days).toHaveLength(3);
    expect(days.slice(1).map(({ to }) => to)).toEqual(days.slice(0, -1).map(({ from }) => from));
  });

  it('refuse an unknown zone when they are made', () => {
    expect(() => new BusinessDays('Europe/Moskva')).toThrow(RangeError);
  });
});
