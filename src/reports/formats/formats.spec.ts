import * as fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { SaxesParser } from 'saxes';
import { unzipped } from '../../../test/support/unzipped';
import { kopecks } from '../../shared/money';
import { ColumnMaker, inTablesOnly, rowOf, type Row } from '../column';
import type { PeriodDay } from '../period';
import type { Report } from '../report';
import { WallClock } from '../wall-clock';
import { csvOf, type CsvDialect } from './csv';
import { jsonOf } from './json';
import { xlsxOf } from './xlsx';

interface Item {
  readonly day: string;
  readonly at: Date | null;
  readonly name: string | null;
  readonly status: string;
  readonly amount: number | null;
  readonly count: number;
  readonly share: number | null;
}

const a = new ColumnMaker<Item>();
const columns = [
  a.day('day', 'День', ({ day }) => day),
  a.moment('paidAt', 'Когда', ({ at }) => at),
  a.text('payerName', 'Кто; "и" как', 20, ({ name }) => name),
  a.word('status', 'Состояние', 20, { posted: 'зачислен' }, ({ status }) => status),
  a.money('amountKopecks', 'Сумма', ({ amount }) => amount),
  a.count('paymentCount', 'Платежей', ({ count }) => count),
  a.permille('successPermille', 'Успешных', ({ share }) => share),
  inTablesOnly(a.text('seal', 'Печать дня', 20, () => 'предварительно')),
];

const item = (changes: Partial<Item> = {}): Item => ({
  day: '2026-11-24',
  at: new Date('2026-11-24T20:59:59.999Z'),
  name: 'Анна',
  status: 'posted',
  amount: 50_001,
  count: 1,
  share: 987,
  ...changes,
});

const sealed: PeriodDay = {
  day: '2026-11-23',
  from: new Date('2026-11-22T21:00:00Z'),
  to: new Date('2026-11-23T21:00:00Z'),
  seal: { sequence: 7, day: '2026-11-23', hash: 'f'.repeat(64), sealedAt: new Date('2026-11-24T10:00:00Z') },
};
const open: PeriodDay = { ...sealed, day: '2026-11-24', seal: null };

function reportOf(items: readonly Item[], chunk = 2): Report {
  const rows = async function* (): AsyncGenerator<readonly Row[]> {
    for (let at = 0; at < items.length; at += chunk) {
      yield await Promise.resolve(items.slice(at, at + chunk).map((one) => rowOf(columns, one)));
    }
  };
  return {
    name: 'payments',
    title: 'Платежи',
    from: '2026-11-23',
    to: '2026-11-24',
    conditions: [['Терминал', 'A & B']],
    columns,
    days: [sealed, open],
    rows: rows(),
  };
}

const moscow = new WallClock('Europe/Moscow');

async function whole(pieces: AsyncGenerator<string | Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(Buffer.from(piece as string));
  return Buffer.concat(all);
}
const csv = async (items: readonly Item[], dialect: CsvDialect = 'excel'): Promise<string> =>
  (await whole(csvOf(reportOf(items), dialect, moscow))).toString();
const json = async (items: readonly Item[]) =>
  JSON.parse((await whole(jsonOf(reportOf(items), moscow))).toString()) as {
    items: Record<string, unknown>[];
    totals: Record<string, number>;
  };
const xlsx = (items: readonly Item[], rowsMax?: number): Promise<Buffer> =>
  whole(xlsxOf(reportOf(items), moscow, rowsMax));
const sheetOf = async (file: Buffer, sheet: string | number = 1): Promise<unknown[][]> =>
  await readSheet(file, sheet);

describe('CSV for spreadsheets', () => {
  it('has a byte order mark, semicolons, decimal commas, Moscow time, CRLF and the totals at its end', async () => {
    const text = await csv([item(), item({ name: null, at: null, amount: -7, share: null })]);
    expect(text).toBe(
      '\uFEFFДень;Когда;"Кто; ""и"" как";Состояние;Сумма, ₽;Платежей;Успешных, %;Печать дня\r\n'.replace(
        'Сумма, ₽;Платежей;Успешных, %',
        '"Сумма, ₽";Платежей;"Успешных, %"',
      ) +
        '24.11.2026;24.11.2026 23:59:59;Анна;зачислен;500,01;1;98,7;предварительно\r\n' +
        '24.11.2026;;;зачислен;-0,07;1;;предварительно\r\n' +
        'Итого;;;;499,94;2;;\r\n',
    );
  });

  it('quotes what would break a line', async () => {
    const text = await csv([item({ name: 'ООО "Сеть"; отдел\r\nвторой' })]);
    expect(text).toContain(';"ООО ""Сеть""; отдел\r\nвторой";');
  });

  it('has headings and totals also without rows', async () => {
    expect((await csv([])).split('\r\n').at(1)).toBe('Итого;;;;0,00;0;;');
  });
});

describe('CSV for programs', () => {
  it('is RFC 4180 with dots, ISO times, our own words and neither mark nor totals', async () => {
    expect(await csv([item()], 'rfc4180')).toBe(
      'day,paid_at,payer_name,status,amount,payment_count,success_percent,seal\r\n' +
        '2026-11-24,2026-11-24T23:59:59.999+03:00,Анна,posted,500.01,1,98.7,предварительно\r\n',
    );
  });
});

describe('JSON', () => {
  it('holds the days with their seals, the items, and the totals', async () => {
    expect(await json([item(), item({ amount: null })])).toEqual({
      from: '2026-11-23',
      to: '2026-11-24',
      timeZone: 'Europe/Moscow',
      days: [
        {
          day: '2026-11-23',
          state: 'closed',
          sealHash: 'f'.repeat(64),
          sealedAt: '2026-11-24T13:00:00.000+03:00',
        },
        { day: '2026-11-24', state: 'preliminary', sealHash: null, sealedAt: null },
      ],
      items: [
        {
          day: '2026-11-24',
          paidAt: '2026-11-24T23:59:59.999+03:00',
          payerName: 'Анна',
          status: 'posted',
          amountKopecks: 50_001,
          paymentCount: 1,
          successPermille: 987,
        },
        expect.objectContaining({ amountKopecks: null }),
      ],
      totals: { itemCount: 2, amountKopecks: 50_001, paymentCount: 2 },
    });
  });

  it('is well-formed without items, and over many chunks', async () => {
    expect((await json([])).items).toEqual([]);
    expect((await json(Array.from({ length: 7 }, () => item()))).items).toHaveLength(7);
  });
});

describe('XLSX', () => {
  it('has real dates and numbers, ids as text, and the totals in its last row', async () => {
    const rows = await sheetOf(
      await xlsx([item({ name: '007' }), item({ amount: -7, at: null, share: null })]),
    );
    expect(rows[0]).toEqual([
      'День',
      'Когда',
      'Кто; "и" как',
      'Состояние',
      'Сумма, ₽',
      'Платежей',
      'Успешных, %',
      'Печать дня',
    ]);
    expect(rows[1]).toEqual([
      new Date('2026-11-24T00:00:00Z'),
      new Date('2026-11-24T23:59:59.999Z'),
      '007',
      'зачислен',
      500.01,
      1,
      0.987,
      'предварительно',
    ]);
    expect(rows[2]?.slice(1, 7)).toEqual([null, 'Анна', 'зачислен', -0.07, 1, null]);
    expect(rows[3]).toEqual(['Итого', null, null, null, 499.94, 2, null, null]);
  });

  it('says on a sheet of its own what it is about, and which days are closed', async () => {
    const rows = await sheetOf(await xlsx([item()]), 'Сведения');
    expect(rows.map((row) => row.filter((cell) => cell !== null))).toEqual([
      ['Отчёт', 'Платежи'],
      ['Период', '23.11.2026 – 24.11.2026'],
      ['Часовой пояс', 'Europe/Moscow'],
      ['Терминал', 'A & B'],
      ['Строк', '1'],
      [],
      ['День', 'Состояние', 'Закрыт', 'Печать дня'],
      ['23.11.2026', 'закрыт', '24.11.2026 13:00:00', 'f'.repeat(64)],
      ['24.11.2026', 'предварительно'],
    ]);
  });

  it('is made of well-formed parts, each once, with a frozen heading and a filter over the rows', async () => {
    const parts = unzipped(await xlsx([item({ name: '<&"\u0000\uD800]]>' }), item()]));
    const names = parts.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { text } of parts) expect(() => new SaxesParser().write(text).close()).not.toThrow();
    const sheet = parts.find(({ name }) => name === 'xl/worksheets/sheet1.xml')?.text ?? '';
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(sheet).toContain('<autoFilter ref="A1:H3"/>');
    expect(sheet).toContain('<f>SUBTOTAL(109,E2:E3)</f><v>1000.02</v>');
    const workbook = parts.find(({ name }) => name === 'xl/workbook.xml')?.text ?? '';
    expect(workbook).toContain("'Платежи'!$A$1:$H$3");
  });

  it('goes on on another sheet where one is full, and the totals of all are on the last', async () => {
    const file = await xlsx(
      Array.from({ length: 5 }, (_, at) => item({ amount: at + 1 })),
      2,
    );
    const sums = async (sheet: string): Promise<unknown[]> =>
      (await sheetOf(file, sheet)).slice(1).map((row) => row[4]);
    expect(await sums('Платежи')).toEqual([0.01, 0.02]);
    expect(await sums('Платежи 2')).toEqual([0.03, 0.04]);
    expect(await sums('Платежи 3')).toEqual([0.05, 0.15]);
    const last = unzipped(file).find(({ name }) => name === 'xl/worksheets/sheet3.xml')?.text;
    expect(last).toContain(
      "SUBTOTAL(109,'Платежи'!E2:E3)+SUBTOTAL(109,'Платежи 2'!E2:E3)+SUBTOTAL(109,E2:E2)",
    );
  });

  it('is the same to the byte when it is made again', async () => {
    expect((await xlsx([item()])).equals(await xlsx([item()]))).toBe(true);
  });

  it('breaks off when the rows do', async () => {
    const report = { ...reportOf([]), rows: failing() };
    await expect(whole(xlsxOf(report, moscow))).rejects.toThrow('gone');
  });
});

async function* failing(): AsyncGenerator<readonly Row[]> {
  yield await Promise.resolve([rowOf(columns, item())]);
  throw new Error('gone');
}

describe('every format', () => {
  const sum = fc.oneof(
    fc.integer({ min: -99_999, max: 99_999 }),
    fc.maxSafeInteger().map((n) => Math.trunc(n / 1e4)),
  );

  it('adds up to the same kopeck', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sum, { maxLength: 20 }), async (sums) => {
        const items = sums.map((amount) => item({ amount }));
        const total = sums.reduce((one, other) => one + other, 0);
        const kopecksOf = (text: string): number => Number(text.replace(/[.,]/, ''));
        const add = (all: readonly number[]): number => all.reduce((one, other) => one + other, 0);
        const lines = parse(await csv(items), { delimiter: ';', bom: true }).map((line) =>
          kopecksOf(line[4]!),
        );
        expect([add(lines.slice(1, -1)), lines.at(-1)]).toEqual([total, total]);
        const plain = parse(await csv(items, 'rfc4180')).slice(1);
        expect(add(plain.map((line) => kopecksOf(line[4]!)))).toBe(total);
        expect((await json(items)).totals['amountKopecks']).toBe(total);
        const cells = (await sheetOf(await xlsx(items)))
          .slice(1)
          .map((row) => Math.round((row[4] as number) * 100));
        expect([add(cells.slice(0, -1)), cells.at(-1)]).toEqual([total, total]);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses a sum beyond what is exact', async () => {
    const most = item({ amount: kopecks(Number.MAX_SAFE_INTEGER) });
    await expect(csv([most, most])).rejects.toThrow(RangeError);
  });

  const sign = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠');
  const blank = fc.constantFrom('', ' ', '   ', '\u00A0', '\u200B', '\uFEFF ', '\u0001');
  const formula = fc
    .tuple(blank, sign, fc.string({ unit: 'binary', maxLength: 12 }))
    .map((parts) => parts.join(''));

  it('keeps what begins like a formula a text', async () => {
    await fc.assert(
      fc.asyncProperty(formula, async (name) => {
        for (const [dialect, delimiter] of [
          ['excel', ';'],
          ['rfc4180', ','],
        ] as const) {
          const [, line] = parse(await csv([item({ name })], dialect), { delimiter, bom: true });
          expect(line![2]).toBe(`'${Buffer.from(name).toString()}`);
        }
        const sheet = unzipped(await xlsx([item({ name })])).find(({ name: part }) =>
          part.endsWith('sheet1.xml'),
        );
        expect(sheet?.text).toContain('<c r="C2" s="2" t="inlineStr">');
        expect(sheet?.text).not.toContain('<c r="C2" s="2"><f>');
      }),
      { numRuns: 100 },
    );
  });

  it('leaves a negative sum a number and an innocent text alone', async () => {
    const [, line] = parse(await csv([item({ amount: -100, name: 'a=b' })]), { delimiter: ';', bom: true });
    expect([line![4], line![2]]).toEqual(['-1,00', 'a=b']);
  });
});
