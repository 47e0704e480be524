import { namedIn } from './purpose';

describe('the purpose of a payout', () => {
  it.each([
    ['Перевод средств за 23.11.2026', ['2026-11-23']],
    ['За 23.11.26 г. и 24.11.26', ['2026-11-23', '2026-11-24']],
    ['реестр от 24.11.2026', ['2026-11-24']],
    ['за период с 21.11.2026 по 23.11.2026', ['2026-11-21', '2026-11-22', '2026-11-23']],
    ['за 30.11.2026-01.12.2026', ['2026-11-30', '2026-12-01']],
    ['по договору № 5 от 01.02.2020 за 23.11.2026', ['2026-11-23']],
    ['Дог. 5 от 01.02.2020, реестр от 23.11.2026', ['2026-11-23']],
    ['по договору эквайринга за 23.11.2026', ['2026-11-23']],
    ['за 31.02.2026', []],
    ['счёт 123.45.67.8900 от 1.1.26', []],
    ['', []],
  ])('%j names the days %j', (purpose, days) => {
    expect(namedIn(purpose).days).toEqual(days);
  });

  it('names no more days than a month, whatever it says', () => {
    expect(namedIn('с 01.01.1900 по 31.12.2999').days.length).toBeLessThan(40);
  });

  it.each([
    ['Сумма 1000.00, комиссия 12.34. НДС не облагается', 1_234],
    ['комиссия банка: 1 012,34 руб.', 101_234],
    ['Комиссии удержано 5-07', 507],
    ['за вычетом комиссии 2.50% от оборота', null],
    ['комиссия за 23.11.2026', null],
    ['комиссия 0.00', null],
    ['без комиссии', null],
    ['12.34', null],
  ])('%j names the fee %j', (purpose, fee) => {
    expect(namedIn(purpose).feeKopecks).toBe(fee);
  });

  it('names what may be a terminal', () => {
    expect(namedIn('терминал 1700000000001DEMO, реестр 5').codes).toEqual(
      new Set(['1700000000001DEMO', '5']),
    );
  });

  it('is read in a moment, whatever it is', () => {
    for (const hostile of [
      'комиссия'.repeat(2_000),
      'договор '.repeat(2_000) + 'от 01.01.2026 '.repeat(500),
    ]) {
      const began = process.cpuUsage().user;
      namedIn(hostile.slice(0, 1_000));
      expect(process.cpuUsage().user - began).toBeLessThan(500_000);
    }
  });
});
