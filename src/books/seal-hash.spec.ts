import { createHash } from 'node:crypto';
import { encode, linkHashOf, NO_HASH, NO_ROWS_HASH, rowHashOf, RowsHash, type LinkToHash } from './seal-hash';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const LINK: LinkToHash = {
  sequence: 1,
  kind: 'reopen',
  day: '2026-11-24',
  rowCount: 0,
  rowsHash: NO_ROWS_HASH,
  previousHash: NO_HASH,
  sealedAt: new Date('2026-11-25T09:00:00.001Z'),
  actor: 'key:anna',
  secondActor: 'key:boris',
  reason: 'Реестр пришёл позже',
};

describe('the encoding under a seal', () => {
  it('measures text in bytes, and tells nothing from an empty text', () => {
    expect(encode(['день', '', null, 12, new Date(0)])).toBe('8:день,0:,-,2:12,24:1970-01-01T00:00:00.000Z,');
  });

  it('is another one wherever the values are others', () => {
    const all = [
      ['ab', 'c'],
      ['a', 'bc'],
      ['abc'],
      ['abc', ''],
      ['abc', null],
      ['a', '1:b,c'],
      ['a,1:b', 'c'],
    ];
    expect(new Set(all.map(encode)).size).toBe(all.length);
  });
});

describe('the hashes of a seal', () => {
  it('are what anybody can reckon from the encoding', () => {
    const row = { rowNo: 7, kind: 'payment', paymentId: null, content: '{}' };
    expect(rowHashOf(row)).toBe(sha256('1:7,7:payment,-,2:{},'));
    const rows = new RowsHash();
    rows.add(sha256('a'));
    rows.add(sha256('b'));
    expect(rows.digest()).toBe(sha256(sha256('a') + sha256('b')));
    expect(NO_ROWS_HASH).toBe(sha256(''));
    expect(linkHashOf(LINK)).toBe(
      sha256(
        `1:1,6:reopen,10:2026-11-24,1:0,64:${NO_ROWS_HASH},64:${NO_HASH},24:2026-11-25T09:00:00.001Z,` +
          '8:key:anna,9:key:boris,36:Реестр пришёл позже,',
      ),
    );
  });

  it('change with every field of a link', () => {
    const changes: Partial<LinkToHash>[] = [
      { sequence: 2 },
      { kind: 'close' },
      { day: '2026-11-25' },
      { rowCount: 1 },
      { rowsHash: NO_HASH },
      { previousHash: NO_ROWS_HASH },
      { sealedAt: new Date('2026-11-25T09:00:00.002Z') },
      { actor: 'key:anne' },
      { secondActor: null },
      { reason: null },
    ];
    const hashes = [{}, ...changes].map((change) => linkHashOf({ ...LINK, ...change }));
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
