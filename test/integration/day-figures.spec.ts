import type { DataSource } from 'typeorm';
import { SqlUnits } from '../../src/database/sql-units';
import { DayFiguresController } from '../../src/finance-page/day-figures.controller';
import { ReadDayTotals } from '../../src/finance-page/day-totals';
import type { Payment } from '../../src/ledger/payment';
import { BusinessDays } from '../../src/shared/business-days';
import { kopecks } from '../../src/shared/money';
import { Contract } from '../contract/contract';
import { failureOf } from '../support/auth-house';
import { ClosingHouse, DAY } from '../support/closing-house';
import { dropAndClose, freshDataSource } from '../support/database';
import { SeededRandom } from '../support/fakes';

const contract = Contract.load();
const NOON = new Date('2026-11-23T09:00:00Z');
const NEXT_DAY = '2026-11-24';

const after = (milliseconds: number): Date => new Date(NOON.getTime() + milliseconds);

describe('what the charts and totals of the finance page rest on', () => {
  let dataSource: DataSource;
  let house: ClosingHouse;
  let figures: DayFiguresController;
  beforeAll(async () => {
    dataSource = await freshDataSource();
  });
  beforeEach(async () => {
    house = await ClosingHouse.empty(dataSource);
    const units = new SqlUnits(dataSource, house.clock, new SeededRandom(1));
    const days = new BusinessDays('Europe/Moscow');
    figures = new DayFiguresController(units, days, new ReadDayTotals(units, days));
  });
  afterAll(() => dropAndClose(dataSource));

  const paid = (number: number, milliseconds: number, changes: Partial<Payment> = {}): Promise<Payment> =>
    house.payment(
      { acquirerPaymentId: `91${String(number)}`, postedAt: after(milliseconds), ...changes },
      { recordId: String(7_000 + number) },
    );

  it('counts payments by the day on which they were confirmed, else made, and knows who may still pay', async () => {
    await paid(1, 100);
    await house.payment({ status: 'awaiting_payer', confirmedAt: null, postedAt: null }, null);
    await house.payment({ status: 'rejected', confirmedAt: null, postedAt: null }, null);
    await paid(2, 100, {
      createdAt: new Date('2026-11-23T20:59:59Z'),
      confirmedAt: new Date('2026-11-23T21:00:00Z'),
    });
    const answer = await figures.list(DAY, NEXT_DAY);
    expect(contract.schemas.errors('/components/schemas/DayFiguresList', answer)).toEqual([]);
    expect(answer.items).toMatchObject([
      { day: DAY, payments: 3, unfinished: 1, paid: 1, paidKopecks: 50_000 },
      { day: NEXT_DAY, payments: 1, unfinished: 0, paid: 1, paidKopecks: 50_000 },
    ]);
  });

  it.each<[number, number, number]>([
    [1, 100, 100],
    [2, 100, 200],
    [20, 1_000, 1_900],
    [21, 1_100, 2_000],
  ])(
    'takes median and 95th percentile of %i credits as those that were there',
    async (number, median, slow) => {
      for (let i = 1; i <= number; i += 1) await paid(i, ((i * 11) % number || number) * 100);
      const [day] = (await figures.list(DAY, DAY)).items;
      expect([day?.medianPostingMs, day?.slowPostingMs]).toEqual([median, slow]);
    },
  );

  it('knows no times where nothing was posted, and none below nothing', async () => {
    await house.payment({ status: 'confirmed', postedAt: null }, null);
    expect((await figures.list(DAY, DAY)).items[0]).toMatchObject({
      medianPostingMs: null,
      slowPostingMs: null,
    });
    await paid(1, -5_000);
    expect((await figures.list(DAY, DAY)).items[0]).toMatchObject({ medianPostingMs: 0, slowPostingMs: 0 });
  });

  it('sets ledger, registries and billing side by side', async () => {
    await paid(1, 100);
    await house.payment({ status: 'confirmed', postedAt: null, amountKopecks: kopecks(20_000) }, null);
    await house.registryLine();
    await house.registryLine({
      operation: 'refund',
      amount_kopecks: -30_000,
      fee_kopecks: 0,
      net_kopecks: -30_000,
    });
    await house.registryLine({
      operation: 'refund_cancelled',
      amount_kopecks: 10_000,
      fee_kopecks: 0,
      net_kopecks: 10_000,
    });
    await house.registryLine({
      operation: 'chargeback',
      amount_kopecks: -5_000,
      fee_kopecks: 0,
      net_kopecks: -5_000,
    });
    const totals = await figures.read(DAY);
    expect(contract.schemas.errors('/components/schemas/DayTotals', totals)).toEqual([]);
    expect(totals).toEqual({
      day: DAY,
      sealHash: null,
      ledger: { payments: 2, grossKopecks: 70_000, refunds: 0, refundsKopecks: 0 },
      registry: {
        payments: 1,
        grossKopecks: 50_000,
        refunds: 1,
        refundsKopecks: 20_000,
        otherKopecks: -5_000,
        feeKopecks: 1_000,
        netKopecks: 24_000,
      },
      billing: { payments: 1, grossKopecks: 50_000, refunds: 0, refundsKopecks: 0 },
    });
    expect(await figures.read(NEXT_DAY)).toMatchObject({ ledger: { payments: 0 }, registry: null });
  });

  it('takes of billing what a reconciliation saw there, until it is healed', async () => {
    const altered = await paid(1, 100);
    const lost = await paid(2, 100);
    const healed = await paid(3, 100);
    const unconfirmed = await house.payment({ status: 'rejected', confirmedAt: null, postedAt: null }, null);
    const sees = (kind: string, paymentId: string | null, billing: number | null, state = 'open') =>
      house.discrepancy({ class: kind, payment_id: paymentId, billing_kopecks: billing, state });
    await sees('amount_differs', altered.id, 49_000);
    await sees('not_in_billing', lost.id, null, 'closed');
    await sees('not_in_billing', healed.id, null, 'healed');
    await sees('not_confirmed', unconfirmed.id, 50_000);
    await sees('not_ours_in_billing', null, 700);
    expect(await figures.read(DAY)).toMatchObject({
      ledger: { payments: 3, grossKopecks: 150_000 },
      billing: { payments: 4, grossKopecks: 149_700 },
    });
  });

  it('says of a closed day for ever what was sealed, and counts a later refund to the day that learned of it', async () => {
    const payment = await paid(1, 100);
    await house.registryLine();
    await house.reconciled();
    const live = await figures.read(DAY);
    const { hash } = await house.one.closing.execute(DAY, 'key:anna').then(() => sealOf());
    await house.moves(payment, 'refunded');
    await house.posting(payment, { kind: 'reversal', state: 'posted', recordId: '7001' });
    expect(await figures.read(DAY)).toEqual({ ...live, sealHash: hash });
    const today = new BusinessDays('Europe/Moscow').nameOf(house.clock.now());
    expect(await figures.read(today)).toMatchObject({
      ledger: { payments: 0, refunds: 1, refundsKopecks: 50_000 },
      billing: { payments: 0, refunds: 1, refundsKopecks: 50_000 },
    });
  });

  it('refuses what is no day, and a period that is too long', async () => {
    expect(await failureOf(figures.read('2026-02-30'))).toBe('validation_failed');
    expect(await failureOf(figures.list('2026-01-01', '2026-04-03'))).toBe('validation_failed');
    expect((await figures.list('2026-01-01', '2026-04-02')).items).toHaveLength(92);
  });

  async function sealOf(): Promise<{ hash: string }> {
    const [seal] = await dataSource.query<{ hash: string }[]>('SELECT hash FROM day_seals');
    return seal!;
  }
});
