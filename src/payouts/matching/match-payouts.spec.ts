import fc from 'fast-check';
import { dayAfter } from '../../shared/calendar-day';
import { kopecks } from '../../shared/money';
import { namedIn } from '../purpose';
import type { Expectation, Match, Payout } from './match';
import { matchPayouts } from './match-payouts';
import { workingDayAfter } from './working-days';

/** 2026-11-20 is a Friday. */
const FRIDAY = '2026-11-20';
const TERMINAL = '1700000000001DEMO';
const OTHER = '1700000000002DEMO';
const LATER = { workingDays: 3, today: '2026-12-31' };

const expected = (transferDay: string, net: number, terminal = TERMINAL): Expectation => ({
  transferDay,
  terminal,
  operationDays: [dayAfter(transferDay, -1)],
  lines: 1,
  grossKopecks: kopecks(net),
  feeKopecks: kopecks(0),
  netKopecks: kopecks(net),
});

let serial = 0;
beforeEach(() => {
  serial = 0;
});

const paid = (day: string, sum: number, purpose = ''): Payout => {
  serial += 1;
  return {
    id: `p${String(serial).padStart(3, '0')}`,
    day,
    amountKopecks: kopecks(sum),
    named: namedIn(purpose),
  };
};

/** A match in short: its kind, the days and the sums of both sides. */
const short = ({ kind, expectations, payouts }: Match): unknown[] => [
  kind,
  expectations.map(({ netKopecks }) => netKopecks),
  payouts.map(({ amountKopecks }) => amountKopecks),
];

const shortOf = (expectations: Expectation[], payouts: Payout[], patience = LATER): unknown[] =>
  matchPayouts(expectations, payouts, patience).map(short);

const days = (from: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => dayAfter(from, index));

describe('payouts are matched with registries', () => {
  it('one to one, to the kopeck', () => {
    const expectations = [expected('2026-11-23', 100_000), expected('2026-11-24', 200_000)];
    const payouts = [paid('2026-11-24', 200_000), paid('2026-11-23', 100_000)];
    expect(shortOf(expectations, payouts)).toEqual([
      ['matched', [100_000], [100_000]],
      ['matched', [200_000], [200_000]],
    ]);
  });

  it('of equal sums the oldest first', () => {
    const expectations = days('2026-11-23', 3).map((day) => expected(day, 100_000));
    const payouts = days('2026-11-24', 3).map((day) => paid(day, 100_000));
    const matches = matchPayouts(expectations, payouts, LATER);
    expect(matches.map(({ kind }) => kind)).toEqual(['matched', 'matched', 'matched']);
    expect(
      matches.every((match) => match.payouts[0]!.day === dayAfter(match.expectations[0]!.transferDay, 1)),
    ).toBe(true);
  });

  it('a weekend in one payout', () => {
    const expectations = days(FRIDAY, 3).map((day, index) => expected(day, 100_001 + index));
    expect(shortOf(expectations, [paid('2026-11-23', 300_006)])).toEqual([
      ['merged', [100_001, 100_002, 100_003], [300_006]],
    ]);
  });

  it('several terminals in one payout, and one terminal of several', () => {
    const both = [expected('2026-11-23', 70_001), expected('2026-11-23', 30_002, OTHER)];
    expect(shortOf(both, [paid('2026-11-23', 100_003)])).toEqual([['merged', [70_001, 30_002], [100_003]]]);
    const weekends = days(FRIDAY, 3).flatMap((day, index) => [
      expected(day, 10_001 + index),
      expected(day, 20_017 + index * 3, OTHER),
    ]);
    expect(shortOf(weekends, [paid('2026-11-23', 30_006), paid('2026-11-23', 60_060)])).toEqual([
      ['merged', [10_001, 10_002, 10_003], [30_006]],
      ['merged', [20_017, 20_020, 20_023], [60_060]],
    ]);
  });

  it('days that are no neighbours in one payout', () => {
    const sums = [101, 1_003, 10_007, 100_011, 1_000_013];
    const expectations = days('2026-11-23', 5).map((day, index) => expected(day, sums[index]!));
    const payouts = [paid('2026-11-28', 101 + 10_007 + 1_000_013), paid('2026-11-28', 1_003 + 100_011)];
    expect(shortOf(expectations, payouts)).toEqual([
      ['merged', [101, 10_007, 1_000_013], [1_010_121]],
      ['merged', [1_003, 100_011], [101_014]],
    ]);
  });

  it('one sum in several payouts, also with another between them', () => {
    const expectations = [expected('2026-11-23', 300_000), expected('2026-11-24', 55_555)];
    const payouts = [paid('2026-11-24', 100_007), paid('2026-11-24', 55_555), paid('2026-11-25', 199_993)];
    expect(shortOf(expectations, payouts)).toEqual([
      ['split', [300_000], [100_007, 199_993]],
      ['matched', [55_555], [55_555]],
    ]);
  });

  it('several sums in several payouts', () => {
    const expectations = [expected('2026-11-21', 100_000), expected('2026-11-22', 50_000)];
    const payouts = [paid('2026-11-23', 120_000), paid('2026-11-24', 30_000)];
    expect(shortOf(expectations, payouts)).toEqual([['combined', [100_000, 50_000], [120_000, 30_000]]]);
  });

  it('a day of more refunds than payments, withheld from the next', () => {
    const expectations = [expected('2026-11-23', -40_000), expected('2026-11-24', 100_000)];
    expect(shortOf(expectations, [paid('2026-11-24', 60_000)])).toEqual([
      ['merged', [-40_000, 100_000], [60_000]],
    ]);
    expect(shortOf([expected('2026-11-23', -40_000), expected('2026-11-23', 0, OTHER)], [])).toEqual([
      ['nothing_due', [-40_000], []],
      ['nothing_due', [0], []],
    ]);
  });

  it('and what is left is missing after the usual time, and awaited before', () => {
    const expectations = [expected(FRIDAY, 100_000)];
    const at = (today: string): unknown[] => shortOf(expectations, [], { workingDays: 3, today });
    expect(at('2026-11-25')).toEqual([['awaited', [100_000], []]]);
    expect(at('2026-11-26')).toEqual([['missing', [100_000], []]]);
  });

  it('late, when it came after the usual time', () => {
    const lateOf = (day: string): boolean | undefined =>
      matchPayouts([expected(FRIDAY, 100_000)], [paid(day, 100_000)], LATER)[0]?.isLate;
    expect([lateOf('2026-11-25'), lateOf('2026-11-26')]).toEqual([false, true]);
  });

  it('but not before the day of transfer, nor weeks after it', () => {
    const expectations = [expected('2026-11-10', 100_000)];
    for (const day of ['2026-11-09', '2026-11-25']) {
      expect(shortOf(expectations, [paid(day, 100_000)]).toSorted()).toEqual([
        ['missing', [100_000], []],
        ['unexpected', [], [100_000]],
      ]);
    }
  });

  it('with a difference, when they are near', () => {
    expect(shortOf([expected('2026-11-23', 100_000)], [paid('2026-11-23', 99_999)])).toEqual([
      ['differs', [100_000], [99_999]],
    ]);
    expect(shortOf([expected('2026-11-23', 100_000)], [paid('2026-11-23', 50_000)])).toEqual([
      ['missing', [100_000], []],
      ['unexpected', [], [50_000]],
    ]);
  });

  it('the nearest with each other', () => {
    const expectations = [expected('2026-11-23', 100_000), expected('2026-11-23', 101_000, OTHER)];
    const payouts = [paid('2026-11-23', 100_900), paid('2026-11-23', 99_000)];
    expect(shortOf(expectations, payouts)).toEqual([
      ['differs', [101_000], [100_900]],
      ['differs', [100_000], [99_000]],
    ]);
  });
});

describe('a purpose', () => {
  const two = [expected('2026-11-23', 100_000), expected('2026-11-24', 100_000)];

  it('decides between equal sums, by the day of transfer or of the operations', () => {
    for (const purpose of ['реестр от 24.11.2026', 'за 23.11.2026']) {
      const [first, second] = matchPayouts(two, [paid('2026-11-25', 100_000, purpose)], LATER);
      expect(first).toMatchObject({ kind: 'missing' });
      expect(second).toMatchObject({ kind: 'matched', basis: 'purpose', expectations: [two[1]] });
    }
  });

  it('decides between terminals', () => {
    const terminals = [expected('2026-11-23', 100_000), expected('2026-11-23', 100_000, OTHER)];
    const payout = paid('2026-11-23', 100_000, `за 22.11.2026, терминал ${OTHER}`);
    expect(matchPayouts(terminals, [payout], LATER)).toMatchObject([
      { kind: 'matched', basis: 'purpose', expectations: [{ terminal: OTHER }] },
      { kind: 'missing', expectations: [{ terminal: TERMINAL }] },
    ]);
  });

  it('is not believed against the sums', () => {
    const expectations = [expected('2026-11-23', 100_000), expected('2026-11-24', 150_000)];
    const payouts = [paid('2026-11-24', 100_000, 'за 23.11.2026'), paid('2026-11-24', 150_000)];
    expect(shortOf(expectations, payouts)).toEqual([
      ['matched', [100_000], [100_000]],
      ['matched', [150_000], [150_000]],
    ]);
  });

  it('joins what it names though the sums are far apart', () => {
    const payout = paid('2026-11-24', 20_000, 'за период с 22.11.2026 по 23.11.2026');
    const matches = matchPayouts([...two, expected('2026-11-23', 5, OTHER)], [payout], LATER);
    expect(matches).toMatchObject([{ kind: 'differs', basis: 'purpose', expectations: [{}, {}, {}] }]);
  });

  it('joins payouts that name the same', () => {
    const expectations = [expected('2026-11-23', 100_000)];
    const payouts = [40_000, 60_000].map((sum) => paid('2026-11-23', sum, 'за 22.11.2026'));
    expect(matchPayouts(expectations, payouts, LATER)).toMatchObject([{ kind: 'split', basis: 'purpose' }]);
  });
});

describe('whatever comes', () => {
  const EXACT = ['matched', 'split', 'merged', 'combined'];
  const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

  /** Expected sums of some days and terminals, put into payouts: neighbours together, or one of them in parts. */
  const partition = fc
    .record({
      dayCount: fc.integer({ min: 1, max: 12 }),
      terminals: fc.constantFrom([TERMINAL], [TERMINAL, OTHER]),
      sums: fc.array(fc.integer({ min: 1_000_000, max: 900_000_000 }), { minLength: 24, maxLength: 24 }),
      groups: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 24, maxLength: 24 }),
      parts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 24, maxLength: 24 }),
      cuts: fc.array(fc.double({ min: 0.1, max: 0.9, noNaN: true }), { minLength: 96, maxLength: 96 }),
    })
    .map(({ dayCount, terminals, sums, groups, parts, cuts }) => {
      const expectations = days('2026-11-02', dayCount)
        .flatMap((day) => terminals.map((terminal) => ({ day, terminal })))
        .map(({ day, terminal }, index) => expected(day, sums[index]!, terminal));
      const payouts: Payout[] = [];
      for (let from = 0, group = 0; from < expectations.length; group += 1) {
        const together = expectations.slice(from, from + groups[group]!);
        from += together.length;
        const day = dayAfter(together.at(-1)!.transferDay, 1);
        let rest = sumOf(together.map(({ netKopecks }) => netKopecks));
        const count = together.length === 1 ? parts[group]! : 1;
        for (let part = 1; part < count; part += 1) {
          const sum = Math.max(1, Math.floor(rest * cuts[group * 4 + part]!));
          payouts.push(paid(day, sum));
          rest -= sum;
        }
        payouts.push(paid(day, rest));
      }
      return { expectations, payouts };
    });

  it('a partition into split and merged payouts leaves nothing over', () => {
    fc.assert(
      fc.property(partition, ({ expectations, payouts }) => {
        const kinds = matchPayouts(expectations, payouts, LATER).map(({ kind }) => kind);
        expect(kinds.filter((kind) => !EXACT.includes(kind))).toEqual([]);
      }),
      { numRuns: 300, seed: 20261124 },
    );
  });

  const day = fc.integer({ min: 0, max: 20 }).map((number) => dayAfter('2026-11-02', number));
  const sides = fc.record({
    expectations: fc.uniqueArray(
      fc.record({
        day,
        terminal: fc.constantFrom(TERMINAL, OTHER),
        // Small sums, so that many fit by chance.
        sum: fc.integer({ min: -3, max: 12 }),
      }),
      { selector: (one) => `${one.day} ${one.terminal}`, maxLength: 20 },
    ),
    payouts: fc.array(
      fc.record({
        day,
        sum: fc.integer({ min: 1, max: 30 }),
        purpose: fc.oneof(
          fc.constant(''),
          day.map((name) => `за ${name.split('-').reverse().join('.')}`),
        ),
      }),
      { maxLength: 20 },
    ),
  });

  it('everything is used once, equal sums are equal, and the order of the input is of no account', () => {
    fc.assert(
      fc.property(sides, (given) => {
        serial = 0;
        const expectations = given.expectations.map((one) => expected(one.day, one.sum, one.terminal));
        const payouts = given.payouts.map((one) => paid(one.day, one.sum, one.purpose));
        const matches = matchPayouts(expectations, payouts, LATER);
        expect(new Set(matches.flatMap((match) => match.expectations))).toEqual(new Set(expectations));
        expect(matches.flatMap((match) => match.expectations)).toHaveLength(expectations.length);
        expect(
          matches
            .flatMap((match) => match.payouts)
            .map(({ id }) => id)
            .toSorted(),
        ).toEqual(payouts.map(({ id }) => id).toSorted());
        for (const match of matches.filter(({ kind }) => EXACT.includes(kind))) {
          expect(sumOf(match.payouts.map(({ amountKopecks }) => amountKopecks))).toBe(
            sumOf(match.expectations.map(({ netKopecks }) => netKopecks)),
          );
          for (const payout of match.payouts)
            for (const { transferDay } of match.expectations) {
              expect(transferDay <= payout.day && payout.day <= dayAfter(transferDay, 14)).toBe(true);
            }
        }
        const turned = matchPayouts(expectations.toReversed(), payouts.toReversed(), LATER);
        expect(turned).toEqual(matches);
      }),
      { numRuns: 300, seed: 20261124 },
    );
  });

  it('a quarter of many terminals without any match takes moments', () => {
    const expectations = days('2026-09-01', 93).flatMap((name, index) =>
      Array.from({ length: 5 }, (_, number) =>
        expected(name, 2 * (1_000_003 + index * 7_919 + number * 104_729), `terminal-${String(number)}`),
      ),
    );
    const payouts = days('2026-09-01', 93).map((name, index) => paid(name, 2 * index + 1));
    const began = process.cpuUsage().user;
    const matches = matchPayouts(expectations, payouts, LATER);
    expect(process.cpuUsage().user - began).toBeLessThan(20_000_000);
    expect(matches).toHaveLength(expectations.length + payouts.length);
  });
});

describe('working days', () => {
  it.each([
    [FRIDAY, 0, FRIDAY],
    [FRIDAY, 1, '2026-11-23'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-11-23', 5, '2026-11-30'],
  ])('after %s, %d of them end on %s', (from, count, day) => {
    expect(workingDayAfter(from, count)).toBe(day);
  });
});
