import { tariff } from '../../config/tariff';
import { kopecks } from '../../shared/money';
import { Tariff, type TariffCase } from './tariff';

const of = (...rules: unknown[]): Tariff => new Tariff(tariff.parse(JSON.stringify(rules)));

const feeBy = (rule: unknown, amount: number, more: Partial<TariffCase> = {}): number | null =>
  of(rule).feeOf({
    day: '2026-11-24',
    terminal: 'T',
    paymentSystem: 'MIR',
    amountKopecks: kopecks(amount),
    ...more,
  });

describe('the fee of an operation', () => {
  it.each([
    ['2.79', 10_000, 279],
    ['2.79', 17, 0],
    ['2.79', 18, 1],
    ['0.5', 100, 1],
    ['0.5', 99, 0],
    ['1.2345', 1_000_000, 12_345],
    ['100', 333, 333],
    ['0', 1_000, 0],
    ['2.79', 9_007_199_254_740_991, 251_300_859_207_274],
  ])('of %s percent and %d kopecks is %d: half a kopeck is rounded up', (percent, amount, fee) => {
    expect(feeBy({ from: '2026-01-01', percent }, amount)).toBe(fee);
  });

  it('has a fixed part, a least and a greatest', () => {
    const rule = { from: '2026-01-01', percent: '1', fixedKopecks: 10, minKopecks: 350, maxKopecks: 2_000 };
    expect([feeBy(rule, 1_000), feeBy(rule, 50_000), feeBy(rule, 1_000_000)]).toEqual([350, 510, 2_000]);
  });

  it('is by the rule that names most and began last', () => {
    const rules = of(
      { from: '2026-01-01', percent: '1' },
      { from: '2026-11-24', percent: '2' },
      { from: '2026-12-01', percent: '3' },
      { from: '2025-01-01', percent: '4', paymentSystem: 'sbp' },
      { from: '2025-01-01', percent: '5', terminal: 'X' },
      { from: '2025-01-01', percent: '6', terminal: 'X', paymentSystem: 'SBP' },
    );
    const fee = (day: string, terminal: string, paymentSystem: string | null): number | null =>
      rules.feeOf({ day, terminal, paymentSystem, amountKopecks: kopecks(100) });
    expect([
      fee('2024-12-31', 'T', null),
      fee('2026-11-23', 'T', null),
      fee('2026-11-24', 'T', 'MIR'),
      fee('2026-11-24', 'T', 'SBP'),
      fee('2026-11-24', 'X', 'MIR'),
      fee('2026-11-24', 'X', ' Sbp '),
    ]).toEqual([null, 1, 2, 4, 5, 6]);
  });
});

describe('the setting of the tariff', () => {
  it('may be empty', () => {
    expect(tariff.parse('')).toEqual([]);
    expect(new Tariff([]).isSet).toBe(false);
  });

  it.each([
    'nonsense',
    '{}',
    '[{"percent":"1"}]',
    '[{"from":"2026-02-31","percent":"1"}]',
    '[{"from":"2026-01-01","percent":1}]',
    '[{"from":"2026-01-01","percent":"1,5"}]',
    '[{"from":"2026-01-01","percent":"101"}]',
    '[{"from":"2026-01-01","percent":"1.23456"}]',
    '[{"from":"2026-01-01","percent":"1","fixedKopecks":0.5}]',
    '[{"from":"2026-01-01","percent":"1","minKopecks":2,"maxKopecks":1}]',
    '[{"from":"2026-01-01","percent":"1","system":"SBP"}]',
  ])('may not be %s', (text) => {
    expect(tariff.safeParse(text).success).toBe(false);
  });
});
