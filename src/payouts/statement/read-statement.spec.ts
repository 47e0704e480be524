import {
  BANK_ACCOUNT,
  BANK_INN,
  encoded,
  PROVIDER_ACCOUNT,
  statementFile,
  statementLines,
  type StatementDocument,
} from '../../../test/support/statement-file';
import { readStatement } from './read-statement';
import { NoStatement, type Entry, type Fault, type Receipt } from './statement';
import type { TableRules } from './table-file';

const RULES: TableRules = { names: {}, account: null };

/** All that a file brings, given in pieces of some bytes. */
async function entriesOf(file: Buffer, pieceBytes = 7, rules = RULES): Promise<Entry[]> {
  const source = {
    head: (bytes: number) => Promise.resolve(file.subarray(0, bytes)),
    content: async function* () {
      for (let from = 0; from < file.length; from += pieceBytes) {
        yield await Promise.resolve(file.subarray(from, from + pieceBytes));
      }
    },
  };
  const entries: Entry[] = [];
  for await (const entry of (await readStatement(source, rules)).entries) entries.push(entry);
  return entries;
}

const receiptsOf = (entries: readonly Entry[]): Receipt[] =>
  entries.flatMap((entry) => (entry.kind === 'receipt' ? [entry.receipt] : []));
const faultsOf = (entries: readonly Entry[]): Fault[] =>
  entries.flatMap((entry) => (entry.kind === 'fault' ? [entry.fault] : []));
const codesOf = (entries: readonly Entry[]): string[] => faultsOf(entries).map(({ code }) => code);

const exchange = (lines: readonly string[]): Buffer => encoded(lines.join('\r\n'), 'windows-1251');

/** The lines of a statement, some of them replaced. */
function changed(documents: readonly StatementDocument[], change: (line: string) => string[]): Buffer {
  return exchange(statementLines({ documents }).flatMap(change));
}

const ONE: StatementDocument = {
  number: '42',
  day: '2026-11-24',
  documentDay: '2026-11-23',
  amountKopecks: 123_456_05,
  purpose: 'Перевод средств по эквайрингу за 23.11.2026',
};

describe('a statement in the 1C format', () => {
  it('tells what came in, what else there was, and the days that it covers', async () => {
    const documents = [ONE, { day: '2026-11-25', amountKopecks: 100, isOutgoing: true }];
    const file = statementFile({ documents, firstDay: '2026-11-20', lastDay: '2026-11-26' });
    expect(await entriesOf(file)).toEqual([
      {
        kind: 'receipt',
        receipt: {
          lineNumber: 17,
          account: PROVIDER_ACCOUNT,
          number: '42',
          documentDay: '2026-11-23',
          day: '2026-11-24',
          amountKopecks: 12_345_605,
          payer: { name: 'АО «ТБанк»', inn: BANK_INN, account: BANK_ACCOUNT },
          purpose: 'Перевод средств по эквайрингу за 23.11.2026',
        },
      },
      { kind: 'other' },
      { kind: 'period', firstDay: '2026-11-20', lastDay: '2026-11-26' },
    ]);
  });

  it.each([
    ['windows-1251', '\r\n', '1.01', 1],
    ['windows-1251', '\n', '1.02', 3],
    ['ibm866', '\r\n', '1.03', 1_000_000],
    ['ibm866', '\n', '1.03', 5],
    ['utf-8', '\r\n', '1.03', 1],
  ] as const)('is read in %s with lines that end in %j, version %s, %d bytes at a time', async (...given) => {
    const [encoding, lineEnd, version, pieceBytes] = given;
    const file = statementFile({ documents: [ONE], encoding, lineEnd, version });
    const entries = await entriesOf(file, pieceBytes);
    // The quotation marks of Windows are not in the table of DOS.
    const name = encoding === 'ibm866' ? 'АО ?ТБанк?' : 'АО «ТБанк»';
    expect(receiptsOf(entries)).toMatchObject([{ number: '42', payer: { name }, purpose: ONE.purpose }]);
    expect(faultsOf(entries)).toEqual([]);
  });

  it('is read in the encoding that it has, whatever it says, and with a mark of UTF-8 before it', async () => {
    const text = statementLines({ documents: [ONE], encoding: 'windows-1251' }).join('\r\n');
    const entries = await entriesOf(Buffer.from(`\uFEFF${text}`, 'utf8'));
    expect(receiptsOf(entries)).toMatchObject([{ purpose: ONE.purpose }]);
  });

  it.each([
    ['Сумма=123456,05', 12_345_605],
    ['Сумма=123456.05', 12_345_605],
    ['Сумма=123 456,05', 12_345_605],
    ['Сумма=123456', 12_345_600],
    ['Сумма=123456.5', 12_345_650],
  ])('takes %s for %d kopecks', async (line, amountKopecks) => {
    const file = changed([ONE], (old) => [old.startsWith('Сумма=') ? line : old]);
    expect(receiptsOf(await entriesOf(file))).toMatchObject([{ amountKopecks }]);
  });

  it.each([
    ['Сумма=', 'wrong_sum'],
    ['Сумма=0.00', 'wrong_sum'],
    ['Сумма=-5.00', 'wrong_sum'],
    ['Сумма=1.234', 'wrong_sum'],
    ['Сумма=1,234.50', 'wrong_sum'],
    ['Сумма=99999999999999999999', 'wrong_sum'],
    ['Сумма=1e3', 'wrong_sum'],
    ['Дата=', 'wrong_date'],
    ['Дата=31.02.2026', 'wrong_date'],
    ['Дата=23.11.26', 'wrong_date'],
    ['ДатаПоступило=вчера', 'wrong_date'],
  ])('tells of %s by its line, and goes on', async (line, code) => {
    const [name = ''] = line.split('=', 1);
    let isFirst = true;
    const file = changed([ONE, { ...ONE, number: '43' }], (old) => {
      if (!isFirst || !old.startsWith(`${name}=`) || old.startsWith('Дата=') !== (name === 'Дата'))
        return [old];
      isFirst = false;
      return [line];
    });
    const entries = await entriesOf(file);
    expect(receiptsOf(entries)).toMatchObject([{ number: '43' }]);
    expect(faultsOf(entries)).toMatchObject([
      { lineNumber: 17, code, detail: expect.stringContaining(name) },
      { lineNumber: 9, code: 'turnover_differs' },
    ]);
  });

  it('passes over a document that nothing ends, and reads the next', async () => {
    let isFirst = true;
    const file = changed([ONE, { ...ONE, number: '43' }], (line) => {
      if (line !== 'КонецДокумента' || !isFirst) return [line];
      isFirst = false;
      return [];
    });
    const entries = await entriesOf(file);
    expect(receiptsOf(entries)).toMatchObject([{ number: '43' }]);
    expect(codesOf(entries)).toEqual(['document_unfinished', 'turnover_differs']);
  });

  it('counts, wherever it breaks off, what is whole before that, and says so', async () => {
    const file = statementFile({ documents: [ONE, { ...ONE, number: '43' }] });
    const whole = receiptsOf(await entriesOf(file));
    for (let bytes = 300; bytes < file.length - 'КонецФайла\r\n'.length; bytes += 11) {
      const entries = await entriesOf(file.subarray(0, bytes), 1_000);
      expect(whole).toEqual(expect.arrayContaining(receiptsOf(entries)));
      expect(codesOf(entries)).toContain('end_missing');
    }
  });

  it('keeps a long purpose that was written in several lines, or in several fields', async () => {
    const long = changed([ONE], (line) =>
      line.startsWith('НазначениеПлатежа=')
        ? ['НазначениеПлатежа=Перевод по реестру', 'от 24.11.2026, сумма = 5', '', 'x'.repeat(20_000)]
        : [line],
    );
    expect(receiptsOf(await entriesOf(long))[0]!.purpose).toBe('Перевод по реестру от 24.11.2026, сумма = 5');
    const parts = changed([ONE], (line) =>
      line.startsWith('НазначениеПлатежа=')
        ? ['НазначениеПлатежа1=Перевод', `НазначениеПлатежа2=${'д'.repeat(3_000)}`]
        : [line],
    );
    expect(receiptsOf(await entriesOf(parts))[0]!.purpose).toBe(`Перевод ${'д'.repeat(992)}`);
  });

  it('takes the taxpayer number out of the name', async () => {
    const file = changed([ONE], (line) => {
      if (line.startsWith('ПлательщикИНН=')) return [];
      return [line.startsWith('Плательщик=') ? 'Плательщик1=ИНН 7710140679 АО "ТБанк"' : line];
    });
    expect(receiptsOf(await entriesOf(file))[0]!.payer).toMatchObject({ name: 'АО "ТБанк"', inn: BANK_INN });
  });

  it('knows what came in by the day of arrival when it names no account', async () => {
    const documents = [ONE, { day: '2026-11-25', amountKopecks: 100, isOutgoing: true }];
    const lines = statementLines({ documents }).filter((line) => !line.startsWith('РасчСчет='));
    const entries = await entriesOf(exchange(lines));
    expect(entries.map(({ kind }) => kind)).toEqual(['receipt', 'other', 'period']);
  });

  it('is not led astray by names that all objects have', async () => {
    const file = changed([ONE], (line) =>
      line === 'КонецФайла' ? ['constructor', '__proto__=1', line] : [line],
    );
    const entries = await entriesOf(file);
    expect(receiptsOf(entries)).toHaveLength(1);
    expect(faultsOf(entries)).toEqual([]);
  });

  it('ends where it says so', async () => {
    const file = changed([ONE], (line) => (line === 'КонецФайла' ? [line, 'СекцияДокумент=Еще'] : [line]));
    expect(faultsOf(await entriesOf(file))).toEqual([]);
  });
});

describe('a statement as a table', () => {
  const HEADING =
    'Дата операции;Номер документа;Тип операции;Сумма;Контрагент;ИНН контрагента;Счёт контрагента;Номер счёта;Назначение платежа';
  const row = (date: string, sum: string, direction = 'Кредит', purpose = 'Эквайринг'): string =>
    `${date};7;${direction};${sum};"АО ""ТБанк""";${BANK_INN};${BANK_ACCOUNT};${PROVIDER_ACCOUNT};${purpose}`;
  const table = (...rows: string[]): string => [HEADING, ...rows].join('\r\n');

  it.each(['windows-1251', 'utf-8', 'ibm866'] as const)('is read in %s', async (encoding) => {
    const file = encoded(table(row('24.11.2026', '1 234,50'), row('25.11.2026', '5,00', 'Дебет')), encoding);
    expect(await entriesOf(file)).toEqual([
      {
        kind: 'receipt',
        receipt: {
          lineNumber: 2,
          account: PROVIDER_ACCOUNT,
          number: '7',
          documentDay: '2026-11-24',
          day: '2026-11-24',
          amountKopecks: 123_450,
          payer: { name: 'АО "ТБанк"', inn: BANK_INN, account: BANK_ACCOUNT },
          purpose: 'Эквайринг',
        },
      },
      { kind: 'other' },
      { kind: 'period', firstDay: '2026-11-24', lastDay: '2026-11-25' },
    ]);
  });

  it('may have lines above its heading and sums below its rows, and columns for each direction', async () => {
    const text = [
      'Выписка по счёту',
      '',
      '"Дата","Списание","Поступление","Счет","Плательщик"',
      `2026-11-24 10:15:00,,"12.50",'${PROVIDER_ACCOUNT},ТБанк`,
      `2026-11-24,3.00,0.00,${PROVIDER_ACCOUNT},ТБанк`,
      'Итого,3.00,12.50,,',
    ].join('\n');
    const entries = await entriesOf(Buffer.from(`\uFEFF${text}`));
    expect(entries.map(({ kind }) => kind)).toEqual(['receipt', 'other', 'period']);
    expect(receiptsOf(entries)).toMatchObject([
      { amountKopecks: 1_250, payer: { name: 'ТБанк', inn: null } },
    ]);
  });

  it('may call its columns by names that are set', async () => {
    const text = table(row('24.11.2026', '5,00')).replace('Назначение платежа', 'Детали');
    const rules = { names: { purpose: ['детали'] }, account: null };
    expect(receiptsOf(await entriesOf(Buffer.from(text), 50, rules))[0]!.purpose).toBe('Эквайринг');
  });

  it('may be about the one account that is set', async () => {
    const text = `Дата;Сумма;Плательщик\n24.11.2026;5,00;ТБанк\n24.11.2026;-5,00;ТБанк`;
    const ours = { names: {}, account: PROVIDER_ACCOUNT };
    const entries = await entriesOf(Buffer.from(text), 50, ours);
    expect(entries.map(({ kind }) => kind)).toEqual(['receipt', 'other', 'period']);
    expect(codesOf(await entriesOf(Buffer.from(text)))).toEqual(['wrong_account']);
  });

  it('tells of bad rows by their lines, and reads the others', async () => {
    const rows = [
      row('24.11.2026', '1,00'),
      row('40.11.2026', '1,00'),
      row('24.11.2026', 'много'),
      row('24.11.2026', '1,00', 'Обмен'),
      '24.11.2026;7;"Кредит;1,00',
      row('24.11.2026', '2,00', 'Кредит', '"в двух\nстроках"'),
      row('24.11.2026', '3,00').replace(PROVIDER_ACCOUNT, '4,07028E+19'),
      row('24.11.2026', '4,00'),
    ];
    const entries = await entriesOf(Buffer.from(table(...rows)));
    expect(receiptsOf(entries).map(({ lineNumber, purpose }) => [lineNumber, purpose])).toEqual([
      [2, 'Эквайринг'],
      [7, 'в двух строках'],
      [10, 'Эквайринг'],
    ]);
    expect(faultsOf(entries).map(({ lineNumber, code }) => [lineNumber, code])).toEqual([
      [3, 'wrong_date'],
      [4, 'wrong_sum'],
      [5, 'wrong_direction'],
      [6, 'wrong_row'],
      [9, 'wrong_account'],
    ]);
  });

  it('loses one row to a quote that is never closed, however much follows', async () => {
    const many = Array.from({ length: 60 }, (_, index) => row('24.11.2026', `${String(index + 1)},00`));
    const broken = row('24.11.2026', '1,00').replace(';7;', ';"7;');
    const entries = await entriesOf(Buffer.from(table(broken.replaceAll('""', ''), ...many)), 500);
    expect(receiptsOf(entries)).toHaveLength(60);
  });
});

describe('what is no statement', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('Здравствуйте!')],
    ['zeros', Buffer.alloc(5_000)],
    ['an archive', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xfe])],
    ['the first line alone', Buffer.from('1CClientBankExchange\r\n')],
    ['a table of something else', Buffer.from('a;b;c\n1;2;3')],
  ])('%s is refused', async (_, file) => {
    await expect(entriesOf(file)).rejects.toBeInstanceOf(NoStatement);
  });
});
