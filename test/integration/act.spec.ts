import { Readable } from 'node:stream';
import { Workbook } from 'exceljs';
import readXlsx from 'read-excel-file/node';
import type { DataSource } from 'typeorm';
import { failureOf } from '../support/auth-house';
import { ClosingHouse, DAY } from '../support/closing-house';
import { dropAndClose, freshDataSource } from '../support/database';

type Cell = string | number | null;

describe('the act of reconciliation', () => {
  let dataSource: DataSource;
  let house: ClosingHouse;
  beforeAll(async () => {
    dataSource = await freshDataSource();
  });
  beforeEach(async () => {
    house = await ClosingHouse.empty(dataSource);
  });
  afterAll(() => dropAndClose(dataSource));

  const closed = async (): Promise<string> => (await house.one.closing.execute(DAY, 'key:anna')).hash;
  const make = async (): Promise<Buffer> => (await house.one.act.execute(DAY, null)).file;
  const cells = async (): Promise<Cell[][]> => {
    const [sheet] = (await readXlsx(await make())) as unknown as [{ data: Cell[][] }];
    return sheet.data;
  };

  it('adds up the day by terminal: registry, ledger, billing and what they differ by', async () => {
    await house.payment();
    await house.payment(
      { acquirerPaymentId: '9100000002', status: 'confirmed' },
      { state: 'parked', recordId: null },
    );
    await house.payment({ status: 'expired', confirmedAt: null }, null);
    const refunded = await house.payment({ status: 'refunded', acquirerPaymentId: '9100000003' });
    await house.posting(refunded, { kind: 'reversal', state: 'posted', recordId: '7009' });
    await house.tells(refunded, {
      type: 'moved',
      from: 'posted',
      to: 'refunded',
      at: new Date('2026-11-23T11:00:00Z'),
    });
    await house.payment({ terminal: 'SECOND' });
    await house.registryLine();
    await house.registryLine({ acquirer_payment_id: '9100000003' });
    await house.registryLine({
      operation: 'refund',
      amount_kopecks: -50_000,
      fee_kopecks: 0,
      net_kopecks: -50_000,
    });
    await house.registryLine({ operation: 'fee', amount_kopecks: 0, fee_kopecks: 90, net_kopecks: -90 });
    const [parked] = await house.rows<{ id: string }>("SELECT id FROM payments WHERE status = 'confirmed'");
    const id = await house.discrepancy({
      state: 'closed',
      payment_id: parked!.id,
      order_id: '01KB',
      ledger_kopecks: 50_000,
      settled_by: 'key:boris',
    });
    for (const [sequence, text] of [
      [1, 'Не то'],
      [2, '=Зачислен вручную'],
    ] as const) {
      await house.insert('discrepancy_events', {
        discrepancy_id: id,
        sequence,
        at: house.clock.now(),
        type: 'closed',
        actor: 'key:boris',
        text,
        evidence: '{}',
      });
    }
    await house.reconciled();
    await house.reconciled({ terminal: 'SECOND' });
    const hash = await closed();
    const rows = await cells();
    const totals = rows.filter(([first]) => first === 'DEMO' || first === 'SECOND');
    expect(totals.map((row) => row.slice(1))).toEqual([
      ['По реестру банка', 2, 1_000, 1, -500, 20.9, 479.1],
      ['По учёту', 3, 1_500, 1, -500, null, null],
      ['В биллинге', 2, 1_000, 1, -500, null, null],
      ['Разница: реестр − учёт', -1, -500, 0, 0, null, null],
      ['Разница: учёт − биллинг', 1, 500, 0, 0, null, null],
      ['По реестру банка', 'нет реестра', null, null, null, null, null],
      ['По учёту', 1, 500, 0, 0, null, null],
      ['В биллинге', 1, 500, 0, 0, null, null],
      ['Разница: учёт − биллинг', 0, 0, 0, 0, null, null],
    ]);
    expect(rows.find(([first]) => first === 'Подтверждён банком, нет в биллинге')).toEqual([
      'Подтверждён банком, нет в биллинге',
      '01KB',
      null,
      null,
      500,
      null,
      'объяснено: =Зачислен вручную',
      'boris',
    ]);
    const text = rows.map(([first]) => first).join('\n');
    expect(text).toContain('Операционный день: 23.11.2026 (Europe/Moscow)');
    expect(text).toContain('Терминалы: DEMO, SECOND');
    expect(text).toContain('День закрыт: 24.11.2026 12:00:00, закрыл: anna');
    expect(text).toContain(`Печать дня: ${hash}`);
    expect(text).toContain(`Предыдущая печать: ${'0'.repeat(64)}`);
    expect(text).toContain('Сверку выполнил: ____');
  });

  it('says what happened to payments of earlier days', async () => {
    const noon = new Date('2026-11-21T09:00:00Z');
    const earlier = await house.payment({ createdAt: noon, confirmedAt: noon });
    await house.reconciled({ day: '2026-11-21', began_at: new Date('2026-11-22T01:00:00Z') });
    const { now } = house.clock;
    house.clock.now = () => new Date('2026-11-22T09:00:00Z');
    await house.one.closing.execute('2026-11-21', 'key:anna');
    house.clock.now = () => new Date('2026-11-23T12:00:00Z');
    await house.moves(earlier, 'refunded');
    house.clock.now = now;
    await house.reconciled();
    await closed();
    expect((await cells()).find(([first]) => first === '23.11.2026 15:00:00')).toEqual([
      '23.11.2026 15:00:00',
      '21.11.2026',
      earlier.orderId,
      'Состояние платежа',
      'posted',
      'refunded',
      -500,
      'bank:poll',
    ]);
  });

  it('lies on A4, as wide as the page', async () => {
    await house.reconciled();
    await closed();
    const workbook = new Workbook();
    await workbook.xlsx.read(Readable.from(await make()));
    expect(workbook.worksheets[0]!.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
    });
    expect(workbook.created).toEqual(new Date('2026-11-24T09:00:00.000Z'));
  });

  it('is the same bytes whenever it is made, whatever has become of the ledger', async () => {
    const payment = await house.payment();
    await house.registryLine();
    await house.reconciled();
    await closed();
    const first = await make();
    jest.useFakeTimers({ now: Date.parse('2031-05-05T05:05:05Z'), doNotFake: ['nextTick', 'setImmediate'] });
    try {
      await house.moves(payment, 'refunded');
      await house.run('DELETE FROM registry_lines');
      expect((await make()).equals(first)).toBe(true);
    } finally {
      jest.useRealTimers();
    }
  });

  it('is made of a closed day, by the seal in force or one that was', async () => {
    await house.reconciled();
    expect(await failureOf(make())).toBe('day_not_closed');
    await closed();
    const before = await make();
    await house.one.reopening.request(DAY, 'key:anna', 'Ошибка');
    await house.one.reopening.confirm(DAY, 'key:boris');
    expect(await failureOf(make())).toBe('day_not_closed');
    await closed();
    expect((await make()).equals(before)).toBe(false);
    expect((await house.two.act.execute(DAY, 1)).file.equals(before)).toBe(true);
    for (const sequence of [2, 9]) {
      expect(await failureOf(house.one.act.execute(DAY, sequence))).toBe('seal_not_found');
    }
    expect(await failureOf(house.one.act.execute('2026-11-22', 1))).toBe('seal_not_found');
  });
});
