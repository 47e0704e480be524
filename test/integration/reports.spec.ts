import { get } from 'node:http';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import type { DataSource } from 'typeorm';
import { canonicalPaymentLine } from '../../src/books/canonical';
import { ClosedDays } from '../../src/books/closed-days';
import { canonicalCorrection } from '../../src/books/corrections';
import type { PaymentLine } from '../../src/books/payment-line';
import { livePaymentLines } from '../../src/books/payment-lines';
import { canonicalDiscrepancy, canonicalRegistryLine } from '../../src/books/seal-content';
import type { Payment } from '../../src/ledger/payment';
import { EXPLANATIONS } from '../../src/reconciliation/explanations';
import { Reports } from '../../src/reports/reports';
import { BusinessDays } from '../../src/shared/business-days';
import { kopecks } from '../../src/shared/money';
import { dropAndClose, freshDataSource } from '../support/database';
import { samplePayment, samplePosting } from '../support/fakes';
import { ReportRows, serveReports } from '../support/reports-house';

type Served = Awaited<ReturnType<typeof serveReports>>;
type Item = Record<string, unknown>;

interface JsonReport {
  readonly days: Item[];
  readonly items: Item[];
  readonly totals: Record<string, number>;
}

const days = new BusinessDays('Europe/Moscow');
/** Moments of two Moscow days; the tests look on at noon of the second. */
const monday = (time: string): Date => new Date(`2026-11-23T${time}+03:00`);
const tuesday = (time: string): Date => new Date(`2026-11-24T${time}+03:00`);

describe('reports over MariaDB', () => {
  let dataSource: DataSource;
  let rows: ReportRows;
  let served: Served;
  beforeAll(async () => {
    dataSource = await freshDataSource();
  });
  beforeEach(async () => {
    rows = new ReportRows(dataSource);
    await rows.clear();
    const sources = { units: rows.units, closedDays: new ClosedDays(rows.units) };
    const reports = new Reports(sources, days, rows.clock, EXPLANATIONS);
    served = await serveReports(reports, rows.units, rows.clock);
  });
  afterEach(() => served.app.close());
  afterAll(() => dropAndClose(dataSource));

  const both = 'from=2026-11-23&to=2026-11-24';
  const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(served.url + path, { headers });
  const json = async (path: string): Promise<JsonReport> => {
    const response = await ask(path);
    expect(response.status).toBe(200);
    return (await response.json()) as JsonReport;
  };
  const buffer = async (path: string): Promise<Buffer> => Buffer.from(await (await ask(path)).arrayBuffer());

  const paid = (at: Date, changes: Partial<Payment> = {}): Payment =>
    samplePayment({
      status: 'posted',
      createdAt: at,
      updatedAt: at,
      confirmedAt: at,
      postedAt: new Date(at.getTime() + 400),
      ...changes,
    });
  const linesOf = async (day: string): Promise<PaymentLine[]> => {
    const lines: PaymentLine[] = [];
    for await (const chunk of livePaymentLines(rows.units, days.named(day))) lines.push(...chunk);
    return lines;
  };
  const closeAsItIs = async (day: string): Promise<string> => {
    const lines = await linesOf(day);
    return rows.close(
      day,
      lines.map((line) => ({
        kind: 'payment',
        content: canonicalPaymentLine(line),
        paymentId: line.paymentId,
      })),
    );
  };

  /** Four payments of two days, one of them unpaid, one refunded, one with a fee in a registry. */
  async function fill(): Promise<void> {
    await rows.keep(paid(monday('00:00:00.000'), { amountKopecks: kopecks(10_001), acquirerPaymentId: '1' }));
    await rows.keep(
      paid(monday('23:59:59.999'), {
        amountKopecks: kopecks(20_020),
        terminal: 'SECOND',
        status: 'refunded',
        acquirerPaymentId: '2',
      }),
    );
    await rows.keep(
      samplePayment({
        createdAt: tuesday('00:00:00.000'),
        updatedAt: tuesday('00:00:00.000'),
        amountKopecks: kopecks(33_300),
      }),
    );
    const last = paid(tuesday('11:00:00.000'), {
      amountKopecks: kopecks(4),
      operatorName: '=1+1',
      acquirerPaymentId: '4',
    });
    await rows.keep(last, samplePosting(last, { state: 'posted', recordId: '77', posterId: '7' }));
    await rows.keepRegistry('r1');
    await rows.keepRegistryLine({
      acquirer_payment_id: '1',
      amount_kopecks: 10_001,
      fee_kopecks: 201,
      net_kopecks: 9_800,
      day: '2026-11-23',
    });
  }

  describe('payments', () => {
    it('are every payment of the days, by Moscow midnight', async () => {
      await fill();
      const { items } = await json(`payments?${both}`);
      expect(items.map(({ day, accountedAt, amountKopecks }) => [day, accountedAt, amountKopecks])).toEqual([
        ['2026-11-23', '2026-11-23T00:00:00.000+03:00', 10_001],
        ['2026-11-23', '2026-11-23T23:59:59.999+03:00', 20_020],
        ['2026-11-24', '2026-11-24T00:00:00.000+03:00', 33_300],
        ['2026-11-24', '2026-11-24T11:00:00.000+03:00', 4],
      ]);
      expect((await json('payments?from=2026-11-23&to=2026-11-23')).items).toHaveLength(2);
      expect((await json('payments?from=2026-11-25&to=2026-12-01')).items).toEqual([]);
    });

    it('add up to the same kopeck in every format, whether days are closed or not', async () => {
      await fill();
      for (const isClosed of [false, true]) {
        if (isClosed) await closeAsItIs('2026-11-23');
        const expected = {
          itemCount: 4,
          amountKopecks: 63_325,
          confirmedKopecks: 30_025,
          refundedKopecks: 20_020,
          feeKopecks: 201,
          netKopecks: 9_800,
        };
        expect((await json(`payments?${both}`)).totals).toEqual(expected);
        const places = [3, 4, 5, 6, 7];
        const sums = Object.values(expected).slice(1);
        const excel = parse((await buffer(`payments?${both}&format=csv`)).toString(), {
          bom: true,
          delimiter: ';',
        });
        const decimals = (sign: string): string[] =>
          sums.map((sum) => `${String(Math.floor(sum / 100))}${sign}${String(sum % 100).padStart(2, '0')}`);
        expect(places.map((place) => excel.at(-1)?.[place])).toEqual(decimals(','));
        const plain = parse((await buffer(`payments?${both}&format=csv&dialect=rfc4180`)).toString()).slice(
          1,
        );
        const added = places.map((place) =>
          plain.reduce((sum, line) => sum + Number((line[place] ?? '').replace('.', '')), 0),
        );
        expect(added).toEqual(sums);
        const sheet = await readSheet(await buffer(`payments?${both}&format=xlsx`));
        expect(places.map((place) => sheet.at(-1)?.[place])).toEqual(decimals('.').map(Number));
      }
    });

    it('of a closed day are what was frozen, to the byte, whatever happens to the ledger', async () => {
      await fill();
      const hash = await closeAsItIs('2026-11-23');
      const formats = ['json', 'csv', 'xlsx', 'csv&dialect=rfc4180'];
      const read = (): Promise<Buffer[]> =>
        Promise.all(
          formats.map((format) => buffer(`payments?from=2026-11-23&to=2026-11-23&format=${format}`)),
        );
      const before = await read();
      await dataSource.query("UPDATE payments SET amount_kopecks = 1, status = 'refunded'");
      await dataSource.query('DELETE FROM registry_lines');
      await rows.clock.advance(86_400_000);
      expect(await read()).toEqual(before);
      expect(before[1]?.toString()).toContain(`;${hash.slice(0, 16)}\r\n`);
    });

    it('of a period that is partly closed say so day by day', async () => {
      await fill();
      const hash = await closeAsItIs('2026-11-23');
      const report = await json(`payments?${both}`);
      expect(report.days).toEqual([
        { day: '2026-11-23', state: 'closed', sealHash: hash, sealedAt: '2026-11-24T12:00:00.123+03:00' },
        { day: '2026-11-24', state: 'preliminary', sealHash: null, sealedAt: null },
      ]);
      const lines = parse((await buffer(`payments?${both}&format=csv`)).toString(), {
        bom: true,
        delimiter: ';',
      });
      expect(lines.map((line) => line.at(-1))).toEqual([
        'Печать дня',
        hash.slice(0, 16),
        hash.slice(0, 16),
        'предварительно',
        'предварительно',
        '',
      ]);
      await rows.reopen('2026-11-23');
      expect((await json(`payments?${both}`)).days[0]).toMatchObject({
        state: 'preliminary',
        sealHash: null,
      });
    });

    it.each([
      ['terminal=SECOND', [20_020]],
      ['status=awaiting_payer', [33_300]],
      ['channel=card&agreementId=1940', [10_001, 20_020, 33_300, 4]],
      [`operator=${encodeURIComponent('=1+1')}`, [4]],
      ['terminal=SECOND&status=posted', []],
    ])('are those of %s, of closed days and of open ones', async (filter, amounts) => {
      await fill();
      for (const isClosed of [false, true]) {
        if (isClosed) await closeAsItIs('2026-11-23');
        const { items } = await json(`payments?${both}&${filter}`);
        expect(items.map(({ amountKopecks }) => amountKopecks)).toEqual(amounts);
      }
    });

    it('are shown by the clocks of another zone, in the days of the business', async () => {
      await fill();
      const { items } = await json(`payments?from=2026-11-23&to=2026-11-23&timeZone=Asia/Vladivostok`);
      expect(items.map(({ day, accountedAt }) => [day, accountedAt])).toEqual([
        ['2026-11-23', '2026-11-23T07:00:00.000+10:00'],
        ['2026-11-23', '2026-11-24T06:59:59.999+10:00'],
      ]);
    });

    it('hold none that happened after the report began', async () => {
      await rows.keep(paid(tuesday('12:00:00.122')));
      await rows.keep(paid(tuesday('12:00:00.123')));
      expect((await json(`payments?${both}`)).items).toHaveLength(1);
    });
  });

  describe('the summary', () => {
    const items = async (groupBy: string): Promise<Item[]> =>
      (await json(`summary?${both}&groupBy=${groupBy}`)).items;

    it('groups by any of its fields, alike for closed days and open ones', async () => {
      await fill();
      const pick = (item: Item): unknown[] => [
        item['day'],
        item['terminal'],
        item['paymentCount'],
        item['amountKopecks'],
      ];
      for (const isClosed of [false, true]) {
        if (isClosed) await closeAsItIs('2026-11-23');
        expect((await items('')).map(pick)).toEqual([[null, null, 4, 63_325]]);
        expect((await items('terminal')).map(pick)).toEqual([
          [null, 'DEMO', 3, 43_305],
          [null, 'SECOND', 1, 20_020],
        ]);
        expect((await items('terminal,day')).map(pick)).toEqual([
          ['2026-11-23', 'DEMO', 1, 10_001],
          ['2026-11-23', 'SECOND', 1, 20_020],
          ['2026-11-24', 'DEMO', 2, 33_304],
        ]);
        expect((await items('day'))[1]).toEqual({
          day: '2026-11-24',
          terminal: null,
          operator: null,
          channel: null,
          status: null,
          paymentCount: 2,
          amountKopecks: 33_304,
          confirmedCount: 1,
          confirmedKopecks: 4,
          postedCount: 1,
          postedKopecks: 4,
          refundedCount: 0,
          refundedKopecks: 0,
          successPermille: 500,
          medianPostingMs: 400,
          slowPostingMs: 400,
        });
      }
    });

    it('tells how long credits took, the same by the database and by frozen rows', async () => {
      for (const ms of [-5, 9, 999, 1_239, 61_999, 123_456])
        await rows.keep(
          paid(monday('10:00:00.000'), { postedAt: new Date(monday('10:00:00.000').getTime() + ms) }),
        );
      const times = async (): Promise<unknown[]> =>
        (await items('day')).map(({ medianPostingMs, slowPostingMs }) => [medianPostingMs, slowPostingMs]);
      expect(await times()).toEqual([[999, 123_000]]);
      await closeAsItIs('2026-11-23');
      expect(await times()).toEqual([[999, 123_000]]);
    });

    it('has in tables only what is grouped by, and the period where it is not by day', async () => {
      await fill();
      const [head, line] = parse((await buffer(`summary?${both}&groupBy=status&format=csv`)).toString(), {
        bom: true,
        delimiter: ';',
      });
      expect(head?.slice(0, 3)).toEqual(['Период', 'Состояние', 'Платежей']);
      expect(line?.slice(0, 3)).toEqual(['23.11.2026 – 24.11.2026', 'ждёт оплаты', '1']);
      expect(line?.at(-1)).toBe('предварительно');
    });
  });

  describe('the settlement', () => {
    const items = async (query = ''): Promise<Item[]> => (await json(`settlement?${both}${query}`)).items;

    async function registries(): Promise<void> {
      await fill();
      await rows.keepRegistryLine({ amount_kopecks: 8, fee_kopecks: 0, net_kopecks: 8 });
      await rows.keepRegistryLine({
        operation: 'refund',
        amount_kopecks: -3,
        fee_kopecks: 1,
        net_kopecks: -4,
      });
      await rows.keepRegistryLine({
        operation: 'refund_cancelled',
        amount_kopecks: 1,
        fee_kopecks: 0,
        net_kopecks: 1,
      });
      await rows.keepRegistryLine({
        operation: 'chargeback',
        amount_kopecks: -20,
        fee_kopecks: 0,
        net_kopecks: -20,
      });
      await rows.keepRegistryLine({
        operation: 'correction_in',
        amount_kopecks: 5,
        fee_kopecks: 0,
        net_kopecks: 5,
      });
      await rows.keepRegistryLine({ operation: 'fee', amount_kopecks: 0, fee_kopecks: 7, net_kopecks: -7 });
      await rows.keepRegistryLine({ superseded_by: 'r2', amount_kopecks: 99_999 });
      await rows.keepRegistry('r3', 'reading');
      await rows.keepRegistryLine({ registry_id: 'r3', amount_kopecks: 99_999 });
    }

    it('adds up the lines in force of each day and terminal, and holds them against the ledger', async () => {
      await registries();
      expect(await items()).toEqual([
        {
          day: '2026-11-23',
          terminal: 'DEMO',
          lineCount: 1,
          paymentCount: 1,
          grossKopecks: 10_001,
          refundKopecks: 0,
          chargebackKopecks: 0,
          correctionKopecks: 0,
          feeKopecks: 201,
          netKopecks: 9_800,
          ledgerCount: 1,
          ledgerKopecks: 10_001,
          differenceKopecks: 0,
        },
        expect.objectContaining({
          terminal: 'SECOND',
          lineCount: 0,
          ledgerKopecks: 20_020,
          differenceKopecks: -20_020,
        }),
        {
          day: '2026-11-24',
          terminal: 'DEMO',
          lineCount: 6,
          paymentCount: 1,
          grossKopecks: 8,
          refundKopecks: -2,
          chargebackKopecks: -20,
          correctionKopecks: 5,
          feeKopecks: 8,
          netKopecks: -17,
          ledgerCount: 1,
          ledgerKopecks: 4,
          differenceKopecks: 4,
        },
      ]);
      expect(await items('&terminal=SECOND')).toHaveLength(1);
    });

    it('goes by day of transfer as well, where the ledger has nothing to say', async () => {
      await registries();
      await rows.keepRegistryLine({
        transfer_day: '2026-11-26',
        amount_kopecks: 70,
        fee_kopecks: 0,
        net_kopecks: 70,
      });
      await rows.keepRegistryLine({
        transfer_day: null,
        amount_kopecks: 80,
        fee_kopecks: 0,
        net_kopecks: 80,
      });
      const report = await json('settlement?from=2026-11-25&to=2026-11-26&by=transferDay');
      expect(report.items).toMatchObject([
        { day: '2026-11-25', grossKopecks: 10_009, lineCount: 7, ledgerCount: null, differenceKopecks: null },
        { day: '2026-11-26', grossKopecks: 70, lineCount: 1 },
      ]);
      expect(report.days.map(({ day }) => day)).toEqual(['2026-11-23', '2026-11-24']);
    });

    it('takes closed days from what was frozen, by either day', async () => {
      await registries();
      const frozen = canonicalRegistryLine({
        lineNumber: 2,
        terminal: 'DEMO',
        orderId: null,
        acquirerPaymentId: '1',
        operation: 'payment',
        rawOperation: 'Покупка',
        amountKopecks: kopecks(11),
        feeKopecks: kopecks(1),
        netKopecks: kopecks(10),
        operatedAt: monday('10:00:00.000'),
        day: '2026-11-23',
        transferDay: '2026-11-25',
        paymentSystem: null,
        rrn: null,
        authorizationCode: null,
        description: null,
      });
      await rows.close('2026-11-23', [{ kind: 'registry_line', content: frozen }]);
      expect((await items())[0]).toMatchObject({
        grossKopecks: 11,
        ledgerCount: 0,
        ledgerKopecks: 0,
        differenceKopecks: 11,
      });
      const [transferred] = (await json('settlement?from=2026-11-25&to=2026-11-25&by=transferDay')).items;
      expect(transferred).toMatchObject({ grossKopecks: 19, lineCount: 7 });
    });
  });

  const found = {
    class: 'amount_differs',
    severity: 'error',
    state: 'closed',
    paymentId: null,
    orderId: '01JDEW',
    receipt: null,
    recordId: '77',
    agreementId: '1940',
    bankKopecks: kopecks(500),
    ledgerKopecks: kopecks(500),
    billingKopecks: kopecks(499),
    settledBy: 'key:finance',
    note: '=cmd',
  } as const;

  it('the reconciliation tells discrepancies in words with what to do, of open days and of closed ones', async () => {
    await rows.close('2026-11-23', [{ kind: 'discrepancy', content: canonicalDiscrepancy(found) }]);
    await rows.insert('discrepancies', {
      id: 'd1',
      identity: 'i1',
      class: 'not_in_billing',
      severity: 'error',
      day: '2026-11-24',
      terminal: 'DEMO',
      state: 'closed',
      remedy: 'posting',
      order_id: '01JDEX',
      bank_kopecks: 700,
      details: '{}',
      assignee: 'key:anna',
      last_run_id: 'r',
      first_seen_at: tuesday('08:00:00'),
      last_seen_at: tuesday('08:00:00'),
      settled_at: tuesday('09:00:00'),
      settled_by: 'key:anna',
      version: 1,
    });
    await rows.insert('discrepancy_events', {
      discrepancy_id: 'd1',
      sequence: 1,
      at: tuesday('09:00:00'),
      type: 'closed',
      actor: 'key:anna',
      text: 'зачислено вручную',
      evidence: '{}',
    });
    const { items, totals } = await json(`reconciliation?${both}`);
    expect(items).toEqual([
      { day: '2026-11-23', ...found, terminal: null, assignee: null },
      expect.objectContaining({
        day: '2026-11-24',
        class: 'not_in_billing',
        terminal: 'DEMO',
        bankKopecks: 700,
        ledgerKopecks: null,
        assignee: 'key:anna',
        note: 'зачислено вручную',
      }),
    ]);
    expect(totals).toEqual({ itemCount: 2, bankKopecks: 1_200, ledgerKopecks: 500, billingKopecks: 499 });
    const csv = (await buffer(`reconciliation?${both}&format=csv`)).toString();
    expect(csv).toContain(`;${EXPLANATIONS.not_in_billing.title.ru};ошибка;закрыто;`);
    expect(csv).toContain(EXPLANATIONS.not_in_billing.action.ru.slice(0, 40));
    expect(csv).toContain(";'=cmd;");
  });

  it('the corrections tell what happened to payments of closed days, on the day on which it happened', async () => {
    const payment = await rows.keep(paid(monday('10:00:00.000')));
    await closeAsItIs('2026-11-22');
    await rows.close(
      '2026-11-23',
      [
        {
          kind: 'correction',
          content: canonicalCorrection({
            at: monday('15:00:00'),
            closedDay: '2026-11-20',
            paymentId: payment.id,
            orderId: payment.orderId,
            what: 'moved',
            from: 'posted',
            to: 'refunded',
            deltaKopecks: kopecks(-700),
            actor: 'bank:poll',
          }),
        },
        ...(await linesOf('2026-11-23')).map((line) => ({
          kind: 'payment' as const,
          content: canonicalPaymentLine(line),
          paymentId: line.paymentId,
        })),
      ],
      tuesday('10:00:00'),
    );
    await rows.store.unitOfWork((unit) =>
      unit.events.append({
        id: 'e1',
        paymentId: payment.id,
        at: tuesday('11:00:00'),
        type: 'moved',
        actor: 'bank:poll',
        from: 'posted',
        to: 'refunded',
        evidence: {},
      }),
    );
    const { items, totals } = await json(`corrections?${both}`);
    expect(items.map(({ day, closedDay, deltaKopecks }) => [day, closedDay, deltaKopecks])).toEqual([
      ['2026-11-23', '2026-11-20', -700],
      ['2026-11-24', '2026-11-23', -50_000],
    ]);
    expect(totals).toEqual({ itemCount: 2, deltaKopecks: -50_700 });
    const csv = (await buffer(`corrections?${both}&format=csv`)).toString();
    expect(csv).toContain(';состояние платежа;зачислен;возвращён;-500,00;');
  });

  describe('an answer', () => {
    const monthOf = (format: string): string => `payments?from=2026-11-23&to=2026-11-23&format=${format}`;

    it.each([
      ['application/json', 'application/json; charset=utf-8'],
      ['text/csv;q=0.5, application/json;q=0.4', 'text/csv; charset=utf-8; header=present'],
      [
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ],
      ['text/html, */*', 'application/json; charset=utf-8'],
      ['text/csv;q=0', 'application/json; charset=utf-8'],
    ])('to Accept: %s is %s', async (accept, type) => {
      const response = await ask(`payments?${both}`, { accept });
      expect(response.headers.get('content-type')).toBe(type);
      expect(response.headers.get('vary')).toContain('Accept');
      await response.arrayBuffer();
    });

    it('has a name that tells report, period and zone, in Russian where that is understood', async () => {
      const response = await ask(`payments?${both}&format=csv`);
      const name = encodeURIComponent('Платежи');
      expect(response.headers.get('content-disposition')).toBe(
        'attachment; filename="payments_2026-11-23_2026-11-24_Europe-Moscow.csv"; ' +
          `filename*=UTF-8''${name}_2026-11-23_2026-11-24_Europe-Moscow.csv`,
      );
      await response.arrayBuffer();
    });

    it('of closed days has a strong tag for ever, and is not sent to who has it', async () => {
      await fill();
      await closeAsItIs('2026-11-23');
      const first = await ask(monthOf('csv'));
      const tag = first.headers.get('etag') ?? '';
      await first.arrayBuffer();
      expect(tag).toMatch(/^"[\w-]{32}"$/);
      expect(first.headers.get('cache-control')).toBe('private, no-cache');
      await dataSource.query('UPDATE payments SET updated_at = NOW(3)');
      for (const named of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
        const again = await ask(monthOf('csv'), { 'if-none-match': named });
        expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, '']);
      }
      expect((await ask(monthOf('csv'), { 'if-none-match': '"other"' })).status).toBe(200);
      const others = [
        monthOf('json'),
        `${monthOf('csv')}&dialect=rfc4180`,
        `${monthOf('csv')}&status=posted`,
      ];
      for (const other of [...others, `${monthOf('csv')}&timeZone=UTC`])
        expect((await ask(other, { 'if-none-match': tag })).status).toBe(200);
      await rows.reopen('2026-11-23');
      await closeAsItIs('2026-11-23');
      expect((await ask(monthOf('csv'), { 'if-none-match': tag })).status).toBe(200);
    });

    it('while a day is open has a weak tag once nothing has changed for a minute', async () => {
      await fill();
      const tagOf = async (path: string): Promise<string | null> => (await ask(path)).headers.get('etag');
      const path = `payments?${both}`;
      const tag = await tagOf(path);
      expect(tag).toMatch(/^W\/"[\w-]{32}"$/);
      expect((await ask(path, { 'if-none-match': tag ?? '' })).status).toBe(304);
      await dataSource.query('UPDATE payments SET updated_at = ? LIMIT 1', [rows.clock.after(-59_000)]);
      const fresh = await ask(path, { 'if-none-match': tag ?? '' });
      expect([fresh.status, fresh.headers.get('etag'), fresh.headers.get('cache-control')]).toEqual([
        200,
        null,
        'no-store',
      ]);
      await rows.clock.advance(60_000);
      const later = await tagOf(path);
      expect(later).toMatch(/^W\//);
      expect(later).not.toBe(tag);
      await rows.keepRegistry('r9');
      expect(await tagOf(path)).not.toBe(later);
      expect(await tagOf(`summary?${both}`)).toBe(await tagOf(`summary?${both}`));
    });

    it.each(['csv', 'xlsx', 'json'])(
      'to HEAD as %s has the headers of GET and reads nothing',
      async (format) => {
        await fill();
        await closeAsItIs('2026-11-23');
        const whole = await ask(monthOf(format));
        const head = await fetch(served.url + monthOf(format), { method: 'HEAD' });
        expect([head.status, await head.text()]).toEqual([200, '']);
        for (const name of ['etag', 'content-type', 'content-disposition', 'cache-control'])
          expect(head.headers.get(name)).toBe(whole.headers.get(name));
        expect(head.headers.get('content-length')).toBeNull();
        await whole.arrayBuffer();
        const tag = head.headers.get('etag') ?? '';
        const same = await fetch(served.url + monthOf(format), {
          method: 'HEAD',
          headers: { 'if-none-match': tag },
        });
        expect(same.status).toBe(304);
      },
    );

    it('comes in pieces without a length, so that a break is seen', async () => {
      const headers = await new Promise((resolve) => {
        get(served.url + monthOf('json'), (response) => {
          resolve(response.headers);
          response.resume();
        });
      });
      expect(headers).toMatchObject({ 'transfer-encoding': 'chunked' });
    });

    it.each([
      ['payments', 'to=2026-11-24'],
      ['payments', 'from=2026-11-24&to=2026-11-23'],
      ['payments', 'from=2025-11-23&to=2026-11-24'],
      ['payments', 'from=2026-02-30&to=2026-11-24'],
      ['payments', `${both}&format=pdf`],
      ['payments', `${both}&dialect=tab`],
      ['payments', `${both}&timeZone=%2B03:00`],
      ['payments', `${both}&timeZone=Europe/Nowhere`],
      ['payments', `${both}&status=paid`],
      ['payments', `${both}&terminal=${encodeURIComponent('терминал')}`],
      ['payments', `${both}&terminal=A&terminal=B`],
      ['payments', `${both}&operator=`],
      ['payments', `${both}&terminl=DEMO`],
      ['payments', `${both}&groupBy=day`],
      ['summary', `${both}&groupBy=hour`],
      ['summary', `${both}&groupBy=day&groupBy=terminal`],
      ['settlement', `${both}&by=month`],
      ['corrections', `${both}&terminal=DEMO`],
    ])('to %s?%s is validation_failed', async (name, query) => {
      const response = await ask(`${name}?${query}`);
      expect([response.status, ((await response.json()) as Item)['code']]).toEqual([
        400,
        'validation_failed',
      ]);
    });

    it('to a report that there is not is route_not_found', async () => {
      const response = await ask(`profits?${both}`);
      expect([response.status, ((await response.json()) as Item)['code']]).toEqual([404, 'route_not_found']);
    });
  });
});
