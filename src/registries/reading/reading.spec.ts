import { deflateRawSync } from 'node:zlib';
import { cp1251, xlsxOf } from '../../../test/support/registry-file';
import { uploaded } from '../../../test/support/uploaded';
import { Problem } from '../../shared/problem/problem';
import { openTable } from './open-table';
import type { Cell, TableRow } from './table';

async function rowsOf(content: Buffer | string): Promise<TableRow[]> {
  return uploaded(content, async (file) => {
    const rows: TableRow[] = [];
    for await (const row of (await openTable(file)).rows()) rows.push(row);
    return rows;
  });
}

const cellsOf = async (content: Buffer | string): Promise<(readonly Cell[])[]> =>
  (await rowsOf(content)).map(({ cells }) => cells);

const failureOf = (content: Buffer | string): Promise<string> =>
  rowsOf(content).then(
    () => 'read',
    (error: unknown) => (error instanceof Problem ? error.kind.code : String(error)),
  );

describe('a CSV', () => {
  const text = 'Заказ;Сумма\r\n№ 1;10,50\r\n';
  const table = [
    ['Заказ', 'Сумма'],
    ['№ 1', '10,50'],
  ];

  it('is read in UTF-8, with a mark and without, and in the encoding of Russian Windows', async () => {
    expect(await cellsOf(text)).toEqual(table);
    expect(await cellsOf(`\ufeff${text}`)).toEqual(table);
    expect(await cellsOf(cp1251(text))).toEqual(table);
  });

  it('is not read in UTF-16, with a mark or without, nor when it is marked as UTF-8 and is not', async () => {
    const utf16 = Buffer.from(text, 'utf16le');
    const bigEndian = Buffer.from(utf16).swap16();
    for (const content of [
      utf16,
      Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
      Buffer.concat([Buffer.from([0xfe, 0xff]), bigEndian]),
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), cp1251(text)]),
    ]) {
      expect(await failureOf(content)).toBe('registry_encoding_unsupported');
    }
  });

  it('is in the old encoding when a single character far behind is', async () => {
    const rows = await cellsOf(Buffer.concat([Buffer.from(`a;b\n${'1;2\n'.repeat(30_000)}`), cp1251('я;2')]));
    expect(rows.at(-1)).toEqual(['я', '2']);
    expect(rows).toHaveLength(30_002);
  });

  it.each([
    [';', '\n'],
    [',', '\r\n'],
    ['\t', '\n'],
    [';', '\r'],
  ])('may be parted by %j and end its lines with %j', async (separator, end) => {
    const line = (...cells: string[]): string => cells.join(separator) + end;
    expect(await cellsOf(line('a', 'b', 'c') + line('1', '"2"', '3'))).toEqual([
      ['a', 'b', 'c'],
      ['1', '2', '3'],
    ]);
  });

  it('may have separators, quotes and ends of lines within quotes, and stray quotes', async () => {
    expect(await rowsOf('"a;x";b\n"1;""2""\n3";4\nООО "Ромашка";5\n')).toEqual([
      { line: 1, lastLine: 1, cells: ['a;x', 'b'] },
      { line: 2, lastLine: 3, cells: ['1;"2"\n3', '4'] },
      { line: 4, lastLine: 4, cells: ['ООО "Ромашка"', '5'] },
    ]);
  });

  it('tells the line of each row, whatever stands between them', async () => {
    const rows = await rowsOf('a;b\r\n\r\n;\r\n1;2\r\n  ;\r\n3;4');
    expect(rows.map(({ line }) => line)).toEqual([1, 4, 6]);
  });

  it.each(['a;b\n"1;2\n3;4\n', `a;b\n"${'x'.repeat(200_000)}";2\n`])(
    'whose quote is never closed, or only much later, is damaged',
    async (content) => {
      expect(await failureOf(content)).toBe('registry_damaged');
    },
  );

  it('may be empty', async () => {
    expect(await rowsOf('')).toEqual([]);
    expect(await rowsOf('\ufeff\r\n')).toEqual([]);
  });
});

/** A ZIP file of the given parts. */
function zipOf(
  parts: Readonly<Record<string, string | Buffer>>,
  change: (header: Buffer) => void = () => undefined,
): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    change(entry);
    bodies.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, entries, end]);
}

const BOOK = {
  'xl/workbook.xml': `<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets>
    <sheet name="Скрытый" state="hidden" r:id="rId1"/><sheet name="Реестр" r:id="rId2"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>
    <Relationship Id="rId2" Target="/xl/worksheets/sheet7.xml"/></Relationships>`,
  'xl/sharedStrings.xml': `<sst><si><t>общий</t></si><si><r><t>из </t></r><r><t>частей</t></r><rPh><t>x</t></rPh></si></sst>`,
};
const bookOf = (sheetData: string, more: Readonly<Record<string, string | Buffer>> = {}): Buffer =>
  zipOf({
    ...BOOK,
    'xl/worksheets/sheet7.xml': `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
    ...more,
  });

describe('a workbook', () => {
  it('gives texts, numbers and dates as they are kept', async () => {
    const date = new Date('2026-11-24T00:00:00Z');
    expect(
      await cellsOf(
        await xlsxOf([
          ['Заказ', 'Сумма', 'Дата'],
          ['№ 1', 10.5, date],
        ]),
      ),
    ).toEqual([
      ['Заказ', 'Сумма', 'Дата'],
      ['№ 1', 10.5, 46_350],
    ]);
  });

  it('keeps Russian words whole, however long the sheet', async () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => ['Возврат', `Ёжик № ${String(at)}`, at]);
    const read = await cellsOf(await xlsxOf(rows));
    expect(read).toEqual(rows);
  });

  it('is read by its first sheet that shows, with all kinds of cells', async () => {
    const rows = await rowsOf(
      bookOf(`<row r="2"><c r="B2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><t>на месте</t></is></c></row>
        <row><c t="s"><v>0</v></c><c><v>33.299999999999997</v></c><c t="str"><f>A1</f><v>5</v></c><c t="e"><v>#N/A</v></c>
        <c t="b"><v>1</v></c><c t="s"><v>9</v></c><c/></row><row r="9"><c r="A9"/></row>
        <x:row r="10"><x:c r="A10"><x:v>1</x:v></x:c></x:row>`),
    );
    expect(rows).toEqual([
      { line: 2, lastLine: 2, cells: [null, 'из частей', null, 'на месте'] },
      {
        line: 3,
        lastLine: 3,
        cells: [
          'общий',
          33.3,
          { unusable: 'formula' },
          { unusable: 'error' },
          { unusable: 'error' },
          { unusable: 'error' },
          null,
        ],
      },
      { line: 10, lastLine: 10, cells: [1] },
    ]);
  });

  it('never fills a row beyond what a table has', async () => {
    const [row] = await rowsOf(bookOf('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'));
    expect(row?.cells).toEqual([1]);
  });

  it.each([
    ['a row twice', '<row r="2"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row>'],
    ['a row of no number', '<row r="x"><c><v>1</v></c></row>'],
    ['a cell of no column', '<row r="1"><c r="1A"><v>1</v></c></row>'],
    ['a cell that never ends', `<row r="1"><c t="str"><v>${'x'.repeat(40_000)}</v></c></row>`],
    ['no XML', '<row r="1"><c>'],
    ['an entity of its own', '<row r="1"><c t="str"><v>&lol;</v></c></row>'],
  ])('with %s is damaged', async (_, sheet) => {
    expect(await failureOf(bookOf(sheet))).toBe('registry_damaged');
  });

  it('that unpacks to far more than texts can be is damaged', async () => {
    const bomb = `<sst><si><t>${'x'.repeat(70_000_000)}</t></si></sst>`;
    expect(await failureOf(bookOf('', { 'xl/sharedStrings.xml': bomb }))).toBe('registry_damaged');
  });

  it('that breaks off is damaged', async () => {
    const whole = await xlsxOf([['a'], ['b']]);
    for (const bytes of [10, 100, whole.length - 30]) {
      expect(await failureOf(whole.subarray(0, bytes))).toBe('registry_damaged');
    }
  });

  it('whose packed bytes were spoilt is damaged', async () => {
    const spoilt = bookOf('<row r="1"><c><v>1</v></c></row>'.repeat(1));
    const at = spoilt.indexOf('xl/worksheets/sheet7.xml') + 'xl/worksheets/sheet7.xml'.length;
    spoilt.fill(0xff, at, at + 20);
    expect(await failureOf(spoilt)).toBe('registry_damaged');
  });

  it.each([
    ['is encrypted', (entry: Buffer) => entry.writeUInt16LE(1, 8)],
    ['is packed in another way', (entry: Buffer) => entry.writeUInt16LE(12, 10)],
    ['stands elsewhere', (entry: Buffer) => entry.writeUInt32LE(7, 42)],
    ['has a directory of something else', (entry: Buffer) => entry.writeUInt32LE(0, 0)],
  ])('whose part %s is damaged', async (_, change) => {
    expect(await failureOf(zipOf(BOOK, (entry) => void change(entry)))).toBe('registry_damaged');
  });

  it('is none when the archive holds something else', async () => {
    expect(await failureOf(zipOf({ 'word/document.xml': '<a/>' }))).toBe('registry_format_unsupported');
    expect(await failureOf(zipOf(BOOK))).toBe('registry_damaged');
  });
});

describe('a file that is no table', () => {
  it.each([
    '%PDF-1.7',
    '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1',
    '{\\rtf1',
    'Rar!',
    '\u001f\u008b',
  ])('is told by its first bytes: %j', async (mark) => {
    expect(await failureOf(Buffer.from(`${mark} and more`, 'latin1'))).toBe('registry_format_unsupported');
  });
});
