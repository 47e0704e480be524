import { BusinessDays } from '../../shared/business-days';
import type { Cell } from '../reading/table';
import { RegistryClock } from './moments';

const clock = new RegistryClock(new BusinessDays('Europe/Moscow'));
const momentOf = (date: Cell, time: Cell = null, is1904 = false): string =>
  clock.moment(date, time, is1904).toISOString();

describe('the moment of an operation', () => {
  it.each<[Cell, Cell, string]>([
    ['24.11.2026', '00:00:00', '2026-11-23T21:00:00.000Z'],
    ['24.11.2026', '23:59:59', '2026-11-24T20:59:59.000Z'],
    ['24.11.2026', '9:05', '2026-11-24T06:05:00.000Z'],
    ['24.11.2026 12:30:15', null, '2026-11-24T09:30:15.000Z'],
    ['24.11.2026 12:30', null, '2026-11-24T09:30:00.000Z'],
    ['24/11/2026', null, '2026-11-23T21:00:00.000Z'],
    ['2026-11-24 12:30:15', null, '2026-11-24T09:30:15.000Z'],
    ['2026-11-24T12:30:15.123', null, '2026-11-24T09:30:15.123Z'],
    ['2026-11-24T12:30:15Z', null, '2026-11-24T12:30:15.000Z'],
    ['2026-11-24T12:30:15+05:00', null, '2026-11-24T07:30:15.000Z'],
    ['29.02.2028', null, '2028-02-28T21:00:00.000Z'],
    // 46350 is 24 November 2026 in a workbook.
    [46_350, null, '2026-11-23T21:00:00.000Z'],
    [46_350.5, null, '2026-11-24T09:00:00.000Z'],
    [46_350, '12:30:00', '2026-11-24T09:30:00.000Z'],
    [46_350, 0.25, '2026-11-24T03:00:00.000Z'],
    ['24.11.2026', 0.999_999_9, '2026-11-23T21:00:00.000Z'],
    [46_350.520_833_333_336, null, '2026-11-24T09:30:00.000Z'],
  ])('of %j and %j is by the clock in Moscow', (date, time, moment) => {
    expect(momentOf(date, time)).toBe(moment);
  });

  it('is counted from 1904 where the workbook says so', () => {
    expect(momentOf(46_350 - 1_462, null, true)).toBe('2026-11-23T21:00:00.000Z');
  });

  it.each<Cell>([
    '',
    '31.02.2026',
    '29.02.2027',
    '24.13.2026',
    '24.11.26',
    '11/24/2026',
    '2026-11-24T25:00',
    '24.11.2026 24:00:00',
    '24.11.2026 12:61',
    '24.11.1999',
    '24.11.2100',
    'вчера',
    '2026',
    45,
    -1,
    1e9,
    { unusable: 'error' },
  ])('is not guessed from %j', (date) => {
    expect(() => momentOf(date)).toThrow('date_unreadable');
  });

  it.each<Cell>(['25:00', '12', '12:60', 'полдень', -0.5])('is not guessed from the time %j', (time) => {
    expect(() => momentOf('24.11.2026', time)).toThrow('time_unreadable');
  });
});

describe('the day of an operation', () => {
  it('is that of the business, also where that is not Moscow', () => {
    const yekaterinburg = new RegistryClock(new BusinessDays('Asia/Yekaterinburg'));
    const lateInMoscow = clock.moment('24.11.2026', '22:30:00', false);
    expect(clock.businessDay(lateInMoscow)).toBe('2026-11-24');
    expect(yekaterinburg.businessDay(lateInMoscow)).toBe('2026-11-25');
  });

  it('stays the same to the last second', () => {
    const names = ['23:59:59', '00:00:00'].map((time) =>
      clock.businessDay(clock.moment('24.11.2026', time, false)),
    );
    expect(names).toEqual(['2026-11-24', '2026-11-24']);
  });

  it('of a transfer is the one that is written', () => {
    expect(clock.day('25.11.2026', 'transferDate', false)).toBe('2026-11-25');
    expect(clock.day(46_351, 'transferDate', false)).toBe('2026-11-25');
    expect(clock.day('2026-11-24T22:00:00Z', 'transferDate', false)).toBe('2026-11-25');
  });
});
