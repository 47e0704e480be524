import { Readable } from 'node:stream';
import { Workbook } from 'exceljs';
import { withZipTimes } from './fixed-zip-times';

const MOMENT = new Date('2026-11-24T09:00:07.123Z');

async function workbook(): Promise<Buffer> {
  const made = new Workbook();
  made.created = MOMENT;
  made.modified = MOMENT;
  made.addWorksheet('Лист').addRow(['текст']);
  return Buffer.from(await made.xlsx.writeBuffer());
}

/** Time and date of every entry, as its own header says it. */
function timesIn(zip: Buffer): Set<number> {
  const times = new Set<number>();
  const header = Buffer.from('PK\u0003\u0004', 'latin1');
  for (let at = zip.indexOf(header); at >= 0; at = zip.indexOf(header, at + 4)) {
    times.add(zip.readUInt32LE(at + 10));
  }
  return times;
}

describe('the times in a zip file', () => {
  it('become one, in steps of two seconds, and the file can be read still', async () => {
    const zip = withZipTimes(await workbook(), MOMENT);
    const time = (9 << 11) | 3;
    const date = (46 << 9) | (11 << 5) | 24;
    expect([...timesIn(zip)]).toEqual([date * 65_536 + time]);
    const read = new Workbook();
    await read.xlsx.read(Readable.from(zip));
    expect(read.getWorksheet('Лист')?.getCell('A1').value).toBe('текст');
  });

  it('do not depend on when it was packed', async () => {
    const files = await Promise.all([workbook(), workbook()]);
    files[1].writeUInt32LE(0, 10);
    const [one, two] = files.map((file) => withZipTimes(file, MOMENT));
    expect(one!.equals(two!)).toBe(true);
  });

  it.each([Buffer.alloc(0), Buffer.alloc(22), Buffer.from('no zip file, but long enough for one')])(
    'are not sought in what is no zip file',
    (bytes) => {
      expect(() => withZipTimes(bytes, MOMENT)).toThrow('Not a zip file');
    },
  );
});
