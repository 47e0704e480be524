import fc from 'fast-check';
import {
  cp1251,
  registryCsv,
  registryXlsx,
  xlsxOf,
  type RegistryOperationSample,
} from '../../test/support/registry-file';
import { uploaded } from '../../test/support/uploaded';
import { BusinessDays } from '../shared/business-days';
import { Problem } from '../shared/problem/problem';
import { lineBatches, type BatchRules, type LineBatch } from './line-batches';
import { FAULT_CODES } from './lines/bad-row';
import { REGISTRY_FIELDS } from './lines/columns';
import { faultReason } from './lines/fault-words';
import { Columns } from './lines/headings';
import { RegistryClock } from './lines/moments';
import { openTable } from './reading/open-table';

const RULES: BatchRules = {
  columns: new Columns({}),
  clock: new RegistryClock(new BusinessDays('Europe/Moscow')),
  terminal: 'OUR-TERMINAL',
  terminals: new Map([['25712345', 'OTHER-TERMINAL']]),
  maxRows: 1_000_000,
};

function batchesOf(content: Buffer | string, rules: Partial<BatchRules> = {}): Promise<LineBatch[]> {
  return uploaded(content, async (file) => {
    const batches: LineBatch[] = [];
    for await (const batch of lineBatches(await openTable(file), { ...RULES, ...rules })) batches.push(batch);
    return batches;
  });
}

async function read(content: Buffer | string, rules: Partial<BatchRules> = {}): Promise<LineBatch> {
  const batches = await batchesOf(content, rules);
  return {
    lines: batches.flatMap(({ lines }) => lines),
    faults: batches.flatMap(({ faults }) => faults),
  };
}

const problemOf = (work: Promise<unknown>): Promise<Problem> =>
  work.then(
    () => {
      throw new Error('It was read');
    },
    (error: unknown) => error as Problem,
  );

const operatedAt = new Date('2026-11-24T20:59:59Z');
const payment: RegistryOperationSample = {
  acquirerPaymentId: '9100000001',
  orderId: '01M8695E84FPDB7H0A3XF6TB4R',
  amountKopecks: 50_000,
  feeKopecks: 1_395,
  fiscalFeeKopecks: 150,
  operatedAt,
  transferDay: '2026-11-26',
  rrn: '633812345678',
  authorizationCode: 'A12B34',
  description: 'Пополнение; договор "5023"',
};

describe('the bank’s own registry', () => {
  const line = {
    lineNumber: 2,
    acquirerPaymentId: '9100000001',
    orderId: '01M8695E84FPDB7H0A3XF6TB4R',
    terminal: 'OUR-TERMINAL',
    operation: 'payment',
    rawOperation: 'Debit',
    amountKopecks: 50_000,
    feeKopecks: 1_545,
    netKopecks: 48_455,
    operatedAt,
    day: '2026-11-24',
    transferDay: '2026-11-26',
    paymentSystem: 'Mir',
    rrn: '633812345678',
    authorizationCode: 'A12B34',
    description: 'Пополнение; договор "5023"',
  };

  it('is read the same as CSV and as XLSX', async () => {
    expect(await read(registryCsv([payment]))).toEqual({ lines: [line], faults: [] });
    expect(await read(await registryXlsx([payment]))).toEqual({ lines: [line], faults: [] });
  });

  it('tells payments from what goes back', async () => {
    const { lines } = await read(
      registryCsv([
        { ...payment, operation: 'Credit', feeKopecks: 0, fiscalFeeKopecks: 0 },
        { ...payment, operation: 'Chargeback_Fee', amountKopecks: 0 },
      ]),
    );
    expect(
      lines.map(({ operation, amountKopecks, feeKopecks }) => [operation, amountKopecks, feeKopecks]),
    ).toEqual([
      ['refund', -50_000, 0],
      ['fee', 0, 1_545],
    ]);
  });

  it('names terminals as we do', async () => {
    const { lines } = await read(
      registryCsv(['25712345', '25700000', ''].map((terminal) => ({ ...payment, terminal }))),
    );
    expect(lines.map(({ terminal }) => terminal)).toEqual(['OTHER-TERMINAL', '25700000', 'OUR-TERMINAL']);
  });

  it('leaves no number of a card behind, not even in a description', async () => {
    const card = '4300000000000777';
    const description = `с карты ${card} и 4300 0000 0000 0777, договор 5023`;
    const { lines } = await read(registryCsv([{ ...payment, description }]));
    expect(lines[0]?.description).toBe('с карты … и …, договор 5023');
    expect(JSON.stringify(lines)).not.toContain('430000');
  });

  it('adds up to the kopeck, as CSV and as XLSX, whatever its sums', async () => {
    const samples = fc.array(
      fc.record({
        amountKopecks: fc.integer({ min: 1, max: 999_999_999 }),
        feeKopecks: fc.integer({ min: 0, max: 99_999 }),
        fiscalFeeKopecks: fc.integer({ min: 0, max: 999 }),
        operation: fc.constantFrom('Debit', 'Credit'),
      }),
      { minLength: 1, maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(samples, async (some) => {
        const all = some.map((sample) => ({ ...payment, ...sample }));
        const total = (pick: (sample: (typeof all)[number]) => number): number =>
          all.reduce((sum, sample) => sum + pick(sample), 0);
        const amount = total(({ operation, amountKopecks }) =>
          operation === 'Credit' ? -amountKopecks : amountKopecks,
        );
        const fee = total(({ feeKopecks, fiscalFeeKopecks }) => feeKopecks + fiscalFeeKopecks);
        for (const content of [registryCsv(all), await registryXlsx(all)]) {
          const { lines, faults } = await read(content);
          expect(faults).toEqual([]);
          const sum = (name: 'amountKopecks' | 'feeKopecks' | 'netKopecks'): number =>
            lines.reduce((whole, each) => whole + each[name], 0);
          expect([sum('amountKopecks'), sum('feeKopecks'), sum('netKopecks')]).toEqual([
            amount,
            fee,
            amount - fee,
          ]);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('a simple registry', () => {
  it('of payment, order, amount, fee, date and status is read', async () => {
    const text = `payment id,order,amount,fee,date,status
9100000001,A-1,"500,00",13.95,2026-11-24 12:00:00,CONFIRMED
9100000002,A-2,100.00,0,24.11.2026 13:00,REFUNDED
9100000003,A-3,100.00,0,24.11.2026 13:00,REJECTED
`;
    const { lines, faults } = await read(text);
    expect(
      lines.map(({ operation, amountKopecks, feeKopecks, netKopecks }) => [
        operation,
        amountKopecks,
        feeKopecks,
        netKopecks,
      ]),
    ).toEqual([
      ['payment', 50_000, 1_395, 48_605],
      ['refund', -10_000, 0, -10_000],
    ]);
    expect(faults).toEqual([{ line: 4, lastLine: 4, code: 'no_money', field: 'status' }]);
  });

  it('may be a workbook with dates and numbers', async () => {
    const rows = [
      ['Номер платежа', 'Сумма', 'Дата', 'Время', 'Тип операции'],
      [9_100_000_001, 33.3, new Date('2026-11-24T00:00:00Z'), 0.5, 'Оплата'],
    ];
    const { lines } = await read(await xlsxOf(rows));
    expect(lines[0]).toMatchObject({
      acquirerPaymentId: '9100000001',
      orderId: null,
      amountKopecks: 3_330,
      operatedAt: new Date('2026-11-24T09:00:00Z'),
    });
  });

  it('may have titles above its heading, and whatever words the provider has told', async () => {
    const columns = new Columns({ amount: ['Итого, руб.'], operation: ['Что это'] });
    const text =
      'Реестр за 24.11.2026;;;\n\nЗАКАЗ;Итого, РУБ;Что это?;Дата  операции;Сумма\nA-1;5;Debit;24.11.2026;7\n';
    const { lines } = await read(text, { columns });
    expect(lines[0]).toMatchObject({ lineNumber: 4, orderId: 'A-1', amountKopecks: 500 });
  });

  it('comes in batches', async () => {
    const many = Array.from({ length: 1_201 }, (_, at) => `A-${String(at)};5;Debit;24.11.2026\n`);
    const batches = await batchesOf(`Заказ;Сумма;Операция;Дата\n${many.join('')}`);
    expect(batches.map(({ lines }) => lines.length)).toEqual([500, 500, 201]);
  });
});

describe('a bad row', () => {
  const HEADING =
    'Payment ID;Заказ;Сумма;Комиссия;К перечислению;Дата;Время;Тип операции;Терминал;Дата перечисления';
  const GOOD = '91;A-1;500,00;13,95;486,05;24.11.2026;12:00:00;Debit;T-1;25.11.2026';
  const withCell = (place: number, text: string): string =>
    GOOD.split(';')
      .map((cell, at) => (at === place ? text : cell))
      .join(';');

  it.each([
    ['wrong_cell_count', null, `${GOOD};x`],
    ['wrong_cell_count', null, GOOD.slice(0, GOOD.lastIndexOf(';'))],
    ['operation_unknown', 'operation', GOOD.replace('A-1', 'A;1').replace(';T-1', '')],
    ['name_unreadable', 'paymentId', withCell(0, '9 1')],
    ['name_unreadable', 'orderId', withCell(1, 'x'.repeat(65))],
    ['name_missing', null, withCell(0, '').replace('A-1', '')],
    ['cell_missing', 'amount', withCell(2, '')],
    ['amount_unreadable', 'amount', withCell(2, 'много')],
    ['amount_fraction', 'fee', withCell(3, '13,955')],
    ['amount_zero', 'amount', withCell(2, '0')],
    ['wrong_sign', 'amount', withCell(2, '-500')],
    ['net_differs', 'net', withCell(4, '486,06')],
    ['cell_missing', 'date', withCell(5, '')],
    ['date_unreadable', 'date', withCell(5, '31.11.2026')],
    ['time_unreadable', 'time', withCell(6, '25:00')],
    ['cell_missing', 'operation', withCell(7, '')],
    ['operation_unknown', 'operation', withCell(7, 'Дебет')],
    ['name_unreadable', 'terminal', withCell(8, 'Терминал')],
    ['date_unreadable', 'transferDate', withCell(9, 'завтра')],
  ])('is told as %s of %s and stops no other: %s', async (code, field, row) => {
    const { lines, faults } = await read(`${HEADING}\n${GOOD}\n${row}\n${GOOD}\n`);
    expect(faults).toEqual([{ line: 3, lastLine: 3, code, field }]);
    expect(lines.map(({ lineNumber }) => lineNumber)).toEqual([2, 4]);
  });

  it.each([
    ['first', (row: string) => `"${row}`],
    ['last', (row: string) => row.replace('25.11.2026', '"25.11.2026')],
  ])('is told with all the lines that an open quote in its %s cell has swallowed', async (_, open) => {
    const { lines, faults } = await read(`${HEADING}\n${open(GOOD)}\n${GOOD}\n${open(GOOD)}\n${GOOD}\n`);
    expect(faults).toEqual([{ line: 2, lastLine: 4, code: 'wrong_cell_count', field: null }]);
    expect(lines.map(({ lineNumber }) => lineNumber)).toEqual([5]);
  });

  it('is none only because a quoted description goes on over some lines', async () => {
    const { lines, faults } = await read(
      'Заказ;Сумма;Дата;Операция;Описание\nA-1;5;24.11.2026;Debit;"строка; одна\r\nстрока ""две"""\n',
    );
    expect(faults).toEqual([]);
    expect(lines[0]?.description).toBe('строка; одна строка "две"');
  });

  it('of a workbook has a formula, an error, or a number that lost its digits', async () => {
    const rows = [
      ['Payment ID', 'Сумма', 'Дата', 'Операция'],
      ['91', { formula: '1+1', result: 2 }, '24.11.2026', 'Debit'],
      ['91', { error: '#N/A' }, '24.11.2026', 'Debit'],
      [9_100_000_001_000_000, 1, '24.11.2026', 'Debit'],
      [91.5, 1, '24.11.2026', 'Debit'],
      ['91', 0.1 + 0.2, '24.11.2026', 'Debit'],
      ['91', 1, '24.11.2026', 'Debit', 'лишнее'],
    ];
    const { lines, faults } = await read(await xlsxOf(rows));
    expect(lines).toEqual([]);
    expect(faults.map(({ code, field }) => [code, field])).toEqual([
      ['cell_formula', 'amount'],
      ['cell_unreadable', 'amount'],
      ['number_imprecise', 'paymentId'],
      ['number_imprecise', 'paymentId'],
      ['amount_fraction', 'amount'],
      ['wrong_cell_count', null],
    ]);
  });

  it('has a reason in plain words in both languages, about whatever it may be', () => {
    for (const code of FAULT_CODES) {
      for (const field of [null, ...REGISTRY_FIELDS]) {
        const { ru, en } = faultReason(code, field);
        expect(ru).toMatch(/^[А-ЯЁ].+\.$/);
        expect(en).toMatch(/^[A-Z].+\.$/);
      }
    }
  });
});

describe('a file', () => {
  it('without the columns that are needed is refused with their names', async () => {
    const problem = await problemOf(read(cp1251('Заказ;Дата\nA-1;24.11.2026\n')));
    expect(problem.kind.code).toBe('registry_columns_missing');
    expect(problem.params['columns']).toBe(
      'тип операции (type of operation) / статус (status), сумма (amount)',
    );
  });

  it.each(['', '\n\n', 'a;b\n'.repeat(100)])('without a heading is refused', async (text) => {
    expect((await problemOf(read(text))).kind.code).toBe('registry_columns_missing');
  });

  it('with a heading alone has no lines', async () => {
    expect(await read(registryCsv([]))).toEqual({ lines: [], faults: [] });
  });

  it('may have as many rows as allowed and not one more, bad ones too', async () => {
    const three = registryCsv([payment, { ...payment, amountKopecks: 0 }, payment]);
    expect((await read(three, { maxRows: 3 })).lines).toHaveLength(2);
    const problem = await problemOf(read(three, { maxRows: 2 }));
    expect([problem.kind.code, problem.params]).toEqual(['registry_too_many_rows', { max: 2 }]);
  });

  it('of noise ends in a problem or in faults, and in nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4_000 }), async (noise) => {
        const heading = Buffer.from('Payment ID;Сумма;Дата;Операция\n');
        for (const content of [Buffer.from(noise), Buffer.concat([heading, noise])]) {
          const outcome = await read(content).then(
            ({ lines }) => lines.length,
            (error: unknown) => (error instanceof Problem ? 0 : error),
          );
          expect(outcome).toBe(0);
        }
      }),
      { numRuns: 200 },
    );
  });
});
