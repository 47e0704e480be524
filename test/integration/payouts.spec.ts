import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { tariff } from '../../src/config/tariff';
import { SqlUnits } from '../../src/database/sql-units';
import { SqlLedgerStore } from '../../src/ledger/sql/sql-ledger-store';
import type { BankStatementView } from '../../src/payouts/bank-statement';
import { BankStatementsController } from '../../src/payouts/bank-statements.controller';
import { PayoutRules, type PayoutSettings } from '../../src/payouts/payout-rules';
import { Payouts } from '../../src/payouts/payouts';
import { PayoutsController } from '../../src/payouts/payouts.controller';
import { FeeCheck } from '../../src/payouts/tariff/fee-check';
import { FeeCheckController } from '../../src/payouts/tariff/fee-check.controller';
import { Tariff } from '../../src/payouts/tariff/tariff';
import { UploadStatement } from '../../src/payouts/upload-statement';
import { BusinessDays } from '../../src/shared/business-days';
import { kopecks } from '../../src/shared/money';
import { Problem } from '../../src/shared/problem/problem';
import { dropAndClose, freshDataSource } from '../support/database';
import { FakeClock, samplePayment, SeededRandom, SequentialIds } from '../support/fakes';
import {
  encoded,
  PROVIDER_ACCOUNT,
  statementFile,
  statementLines,
  type StatementDocument,
} from '../support/statement-file';

const TERMINAL = '1700000000001DEMO';
const OTHER = '1700000000002DEMO';
const USUAL: PayoutSettings = { payers: ['7710140679'], purposeWords: [], accounts: [] };
const MAX_BYTES = 200_000;

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.kind.code : String(error)),
  );

describe('payouts in MariaDB', () => {
  let dataSource: DataSource;
  let units: SqlUnits;
  let ids: SequentialIds;
  // A Tuesday.
  const clock = new FakeClock(Date.parse('2026-11-24T09:00:00Z'));
  const businessDays = new BusinessDays('Europe/Moscow');

  beforeAll(async () => {
    dataSource = await freshDataSource();
    units = new SqlUnits(dataSource, clock, new SeededRandom(1));
    ids = new SequentialIds(clock);
  });
  beforeEach(async () => {
    for (const table of [
      ...['bank_statements', 'bank_receipts', 'bank_statement_faults'],
      ...['registries', 'registry_lines', 'payments'],
    ])
      await dataSource.query(`DELETE FROM ${table}`);
  });
  afterAll(() => dropAndClose(dataSource));

  const statements = (
    settings: Partial<PayoutSettings> = {},
    maxBytes = MAX_BYTES,
  ): BankStatementsController => {
    const upload = new UploadStatement(units, new PayoutRules({ ...USUAL, ...settings }), {}, clock, ids);
    return new BankStatementsController(upload, units, { maxBytes });
  };

  const load = async (
    file: Buffer,
    settings: Partial<PayoutSettings> = {},
  ): Promise<BankStatementView & { readonly status: number }> => {
    let status = 0;
    const reply = { code: (code: number) => (status = code) } as unknown as FastifyReply;
    const body = Readable.from([file.subarray(0, 11), file.subarray(11)]);
    const view = await statements(settings).create(body, 'kl_to_1c.txt', 'key:buhgalteria', reply);
    return { ...view, status };
  };

  const compare = (
    from: string,
    to: string,
    settings: Partial<PayoutSettings> = {},
  ): ReturnType<PayoutsController['compare']> => {
    const rules = new PayoutRules({ ...USUAL, ...settings });
    return new PayoutsController(new Payouts(units, rules, businessDays, 3, clock)).compare(from, to);
  };

  const kept = async (): Promise<number[]> => {
    const rows = await dataSource.query<{ sum: string }[]>(
      'SELECT amount_kopecks AS sum FROM bank_receipts ORDER BY amount_kopecks',
    );
    return rows.map(({ sum }) => Number(sum));
  };

  interface Line {
    readonly day: string;
    readonly transferDay?: string | null;
    readonly net: number;
    readonly fee?: number;
    readonly terminal?: string;
    readonly operation?: string;
    readonly supersededBy?: string;
  }

  async function registry(lines: readonly Line[], state = 'read'): Promise<string> {
    const id = ids.next();
    const days = lines.map(({ day }) => day).sort();
    await dataSource.query(
      `INSERT INTO registries (id, content_hash, file_name, format, size_bytes, state, uploaded_at, uploaded_by,
         lines_good, lines_bad, first_day, last_day) VALUES (?, ?, 'r.csv', 'csv', 1, ?, ?, 'key:a', ?, 0, ?, ?)`,
      [id, id, state, clock.now(), lines.length, days[0], days.at(-1)],
    );
    for (const [index, line] of lines.entries()) {
      const { day, transferDay = null, net, fee = 0, terminal = TERMINAL, operation = 'payment' } = line;
      await dataSource.query(
        `INSERT INTO registry_lines (registry_id, line_number, operation_key, superseded_by, terminal, operation,
           raw_operation, amount_kopecks, fee_kopecks, net_kopecks, operated_at, day, transfer_day, payment_system)
         VALUES (?, ?, ?, ?, ?, ?, 'Debit', ?, ?, ?, ?, ?, ?, 'MIR')`,
        [
          ...[id, index + 2, `${id}-${String(index)}`, line.supersededBy ?? null, terminal, operation],
          ...[net + fee, fee, net, new Date(`${day}T09:00:00Z`), day, transferDay],
        ],
      );
    }
    return id;
  }

  const one: StatementDocument = { number: '1', day: '2026-11-23', amountKopecks: 100 };

  describe('a statement', () => {
    it('is loaded once, however often it is sent, also at the same time', async () => {
      const file = statementFile({
        documents: [one, { ...one, amountKopecks: 300, payerInn: '7700000009' }],
      });
      const both = await Promise.all([load(file), load(file)]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
      const again = await load(file);
      expect(again).toEqual({
        id: both[0].id,
        fileName: 'kl_to_1c.txt',
        format: '1c',
        sizeBytes: file.length,
        uploadedAt: clock.now().toISOString(),
        uploadedBy: 'key:buhgalteria',
        firstDay: '2026-11-23',
        lastDay: '2026-11-23',
        documentsNew: 1,
        documentsKnown: 0,
        documentsOther: 1,
        faults: 0,
        status: 200,
      });
      expect(await kept()).toEqual([100]);
    });

    it('that overlaps another brings only what is new, and equal documents of one file are two', async () => {
      const two = [one, one];
      expect(await load(statementFile({ documents: two }))).toMatchObject({ documentsNew: 2 });
      const later = [one, one, one, { ...one, number: '2', day: '2026-11-24', amountKopecks: 200 }];
      expect(await load(statementFile({ documents: later }))).toMatchObject({
        documentsNew: 2,
        documentsKnown: 2,
      });
      expect(await kept()).toEqual([100, 100, 100, 200]);
    });

    it('as a table knows the documents of one for 1C', async () => {
      await load(statementFile({ documents: [one] }));
      const table = [
        'Дата;Номер документа;Поступление;ИНН плательщика;Счёт получателя',
        `23.11.2026;1;1,00;7710140679;${PROVIDER_ACCOUNT}`,
        `23.11.2026;2;3,00;7710140679;${PROVIDER_ACCOUNT}`,
      ].join('\n');
      const view = await load(encoded(table, 'windows-1251'));
      expect(view).toMatchObject({ format: 'csv', documentsNew: 1, documentsKnown: 1 });
      expect(await kept()).toEqual([100, 300]);
    });

    it('is read anew when other payers are set', async () => {
      const file = statementFile({
        documents: [one, { ...one, amountKopecks: 300, payerInn: '7700000009' }],
      });
      await load(file);
      const settings = { payers: ['7710140679', '7700000009'] };
      expect(await load(file, settings)).toMatchObject({ status: 201, documentsNew: 1, documentsKnown: 1 });
      expect(await load(file, settings)).toMatchObject({ status: 200 });
      expect(await kept()).toEqual([100, 300]);
    });

    it('tells page by page what could not be read, and counts the rest', async () => {
      const lines = statementLines({ documents: [one, one, one, one] }).map((line, index) =>
        line === 'Сумма=1.00' && index < 50 ? 'Сумма=х' : line,
      );
      const view = await load(encoded(lines.join('\n'), 'ibm866'));
      expect(view).toMatchObject({ documentsNew: 1, faults: 4 });
      const first = await statements().faults(view.id, '3', undefined);
      expect(first.items.map(({ code }) => code)).toEqual(['wrong_sum', 'wrong_sum', 'wrong_sum']);
      const second = await statements().faults(view.id, '3', first.nextCursor ?? '');
      expect(second).toEqual({
        items: [
          { lineNumber: 9, code: 'turnover_differs', detail: 'ВсегоПоступило 4.00, по документам 1.00' },
        ],
        nextCursor: null,
      });
    });

    it('that breaks off covers no more days than it shows', async () => {
      const file = statementFile({ documents: [one], firstDay: '2026-11-01', lastDay: '2026-11-30' });
      const cut = file.subarray(0, file.length - 'КонецФайла\r\n'.length);
      expect(await load(cut)).toMatchObject({ firstDay: '2026-11-23', lastDay: '2026-11-23', faults: 1 });
    });

    it('is listed, the newest first, and read by its id', async () => {
      const views = [];
      for (const amountKopecks of [1, 2, 3])
        views.push(await load(statementFile({ documents: [{ ...one, amountKopecks }] })));
      const first = await statements().list('2', undefined);
      const second = await statements().list('2', first.nextCursor ?? '');
      const listed = [...first.items, ...second.items];
      expect(listed.map(({ id }) => id)).toEqual(views.map(({ id }) => id).reverse());
      expect(second.nextCursor).toBeNull();
      expect(await statements().read(listed[0]!.id)).toEqual(listed[0]);
    });

    it('is refused when it is none, too long, or not there', async () => {
      expect(await codeOf(load(Buffer.from('nonsense')))).toBe('bank_statement_unreadable');
      const small = statements({}, 10);
      const reply = { code: () => undefined } as unknown as FastifyReply;
      const file = Readable.from([statementFile({ documents: [one] })]);
      expect(await codeOf(small.create(file, 'a.txt', 'key:a', reply))).toBe('body_too_large');
      expect(await codeOf(statements().read('1'))).toBe('bank_statement_not_found');
      expect(await codeOf(statements().faults(ids.next(), undefined, undefined))).toBe(
        'bank_statement_not_found',
      );
      expect(await kept()).toEqual([]);
    });
  });

  describe('a comparison', () => {
    it('holds payouts against the registries in force, by day of transfer and terminal', async () => {
      const corrected = await registry([
        { day: '2026-11-20', transferDay: '2026-11-21', net: 1_000, fee: 30 },
        { day: '2026-11-20', transferDay: '2026-11-21', net: -200, operation: 'refund' },
        { day: '2026-11-21', transferDay: '2026-11-22', net: 5_000, terminal: OTHER },
        { day: '2026-11-23', net: 700 },
      ]);
      await registry([{ day: '2026-11-20', transferDay: '2026-11-21', net: 999, supersededBy: corrected }]);
      await registry([{ day: '2026-11-20', transferDay: '2026-11-21', net: 888 }], 'reading');
      const documents = [
        { ...one, day: '2026-11-23', amountKopecks: 5_800, purpose: 'Эквайринг, комиссия 0.30' },
        { ...one, day: '2026-11-23', amountKopecks: 77 },
        { ...one, day: '2026-11-23', amountKopecks: 66, payerInn: '7700000009' },
      ];
      await load(statementFile({ documents, firstDay: '2026-11-21', lastDay: '2026-11-23' }));
      const view = await compare('2026-11-20', '2026-11-24');
      expect(view).toMatchObject({
        totals: { expectedKopecks: 6_500, paidKopecks: 5_877, differenceKopecks: -623 },
        items: [
          {
            kind: 'merged',
            basis: 'sum',
            isLate: false,
            differenceKopecks: 0,
            expectations: [
              {
                transferDay: '2026-11-21',
                terminal: TERMINAL,
                operationDays: ['2026-11-20'],
                lines: 2,
                grossKopecks: 830,
                feeKopecks: 30,
                netKopecks: 800,
              },
              { transferDay: '2026-11-22', terminal: OTHER, netKopecks: 5_000 },
            ],
            payouts: [{ amountKopecks: 5_800, namedFeeKopecks: 30, payerInn: '7710140679' }],
          },
          { kind: 'awaited', expectations: [{ transferDay: '2026-11-23', netKopecks: 700 }], payouts: [] },
          { kind: 'unexpected', expectations: [], payouts: [{ amountKopecks: 77 }] },
        ],
        daysWithoutStatement: ['2026-11-20'],
      });
      const words = await compare('2026-11-20', '2026-11-24', { purposeWords: ['эквайринг'] });
      expect(words.totals.paidKopecks).toBe(5_877);
      const other = await compare('2026-11-20', '2026-11-24', { purposeWords: ['комиссия'] });
      expect(other.totals.paidKopecks).toBe(5_800);
    });

    it('shows whole what reaches into its days, and nothing else', async () => {
      await registry([
        { day: '2026-11-10', transferDay: '2026-11-11', net: 100 },
        { day: '2026-11-15', transferDay: '2026-11-16', net: 250 },
        { day: '2026-11-16', transferDay: '2026-11-17', net: 430 },
      ]);
      const documents = [
        { ...one, day: '2026-11-11', amountKopecks: 100 },
        { ...one, day: '2026-11-18', amountKopecks: 680 },
      ];
      await load(statementFile({ documents }));
      const itemsOf = async (from: string, to: string): Promise<unknown[]> =>
        (await compare(from, to)).items.map(({ kind, expectedKopecks }) => [kind, expectedKopecks]);
      expect(await itemsOf('2026-11-18', '2026-11-18')).toEqual([['merged', 680]]);
      expect(await itemsOf('2026-11-16', '2026-11-16')).toEqual([['merged', 680]]);
      expect(await itemsOf('2026-11-12', '2026-11-15')).toEqual([]);
    });

    it('names days of the ledger without a registry, terminal by terminal, once they are over', async () => {
      const store = new SqlLedgerStore(dataSource, clock, new SeededRandom(2));
      const paid = [
        { at: '2026-11-21T20:59:59.999Z', terminal: TERMINAL },
        { at: '2026-11-21T21:00:00.000Z', terminal: TERMINAL },
        { at: '2026-11-22T12:00:00.000Z', terminal: OTHER },
        { at: '2026-11-22T13:00:00.000Z', terminal: OTHER },
        { at: '2026-11-24T05:00:00.000Z', terminal: OTHER },
      ];
      await store.unitOfWork(async (unit) => {
        for (const { at, terminal } of paid)
          await unit.payments.insert(
            samplePayment({
              status: 'confirmed',
              confirmedAt: new Date(at),
              terminal,
              amountKopecks: kopecks(500),
            }),
          );
        await unit.payments.insert(samplePayment({ createdAt: new Date('2026-11-23T05:00:00.000Z') }));
      });
      await registry([{ day: '2026-11-22', transferDay: '2026-11-23', net: 500 }]);
      expect((await compare('2026-11-20', '2026-11-24')).registryGaps).toEqual([
        { day: '2026-11-21', terminal: TERMINAL, payments: 1, amountKopecks: 500 },
        { day: '2026-11-22', terminal: OTHER, payments: 2, amountKopecks: 1_000 },
      ]);
    });

    it.each([
      [undefined, '2026-11-24'],
      ['2026-11-24', undefined],
      ['24.11.2026', '2026-11-24'],
      ['2026-11-24', '2026-11-23'],
      ['2026-01-01', '2026-11-24'],
    ])('is not of the days from %s to %s', async (from, to) => {
      expect(await codeOf(compare(from as string, to as string))).toBe('validation_failed');
    });
  });

  describe('a check of fees', () => {
    const check = (
      rules: string,
      query: { readonly terminal?: unknown; readonly limit?: unknown } = {},
    ): ReturnType<FeeCheckController['check']> =>
      new FeeCheckController(new FeeCheck(units, new Tariff(tariff.parse(rules)), 1)).check(
        '2026-11-20',
        '2026-11-22',
        query.terminal,
        query.limit,
      );

    it('sums exactly, and lists what is off by more than the tolerance', async () => {
      const id = await registry([
        { day: '2026-11-20', net: 9_721, fee: 279 },
        { day: '2026-11-20', net: 9_720, fee: 280 },
        { day: '2026-11-20', net: 9_700, fee: 300 },
        { day: '2026-11-20', net: -9_000, fee: 5, operation: 'refund' },
        { day: '2026-11-20', net: 99, fee: 1, terminal: OTHER },
        { day: '2026-11-22', net: 9_800, fee: 200, terminal: OTHER },
      ]);
      const rules = `[{"from": "2026-11-20", "percent": "2.79", "terminal": "${TERMINAL}"},
        {"from": "2026-11-21", "percent": "2.79"}]`;
      const view = await check(rules);
      expect(view.days).toEqual([
        {
          day: '2026-11-20',
          terminal: TERMINAL,
          payments: 3,
          grossKopecks: 30_000,
          feeKopecks: 859,
          expectedFeeKopecks: 837,
          differenceKopecks: 22,
          differing: 1,
          withoutTariff: 0,
        },
        {
          day: '2026-11-20',
          terminal: OTHER,
          payments: 1,
          grossKopecks: 100,
          feeKopecks: 1,
          expectedFeeKopecks: 0,
          differenceKopecks: 0,
          differing: 0,
          withoutTariff: 1,
        },
        expect.objectContaining({ day: '2026-11-22', differenceKopecks: -79, differing: 1 }),
      ]);
      expect(view).toMatchObject({
        isTariffSet: true,
        toleranceKopecks: 1,
        differences: [
          { registryId: id, lineNumber: 4, feeKopecks: 300, expectedFeeKopecks: 279, differenceKopecks: 21 },
          { lineNumber: 7, terminal: OTHER, differenceKopecks: -79 },
        ],
      });
      expect((await check(rules, { limit: '1' })).differences).toHaveLength(1);
      expect((await check(rules, { terminal: OTHER })).days.map(({ terminal }) => terminal)).toEqual([
        OTHER,
        OTHER,
      ]);
      expect(await codeOf(check(rules, { terminal: '' }))).toBe('validation_failed');
    });

    it('says when no tariff is set', async () => {
      await registry([{ day: '2026-11-20', net: 9_721, fee: 279 }]);
      const view = await check('');
      expect(view).toMatchObject({ isTariffSet: false, days: [{ withoutTariff: 1 }], differences: [] });
    });
  });
});
