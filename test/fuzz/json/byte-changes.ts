import { pickedFrom } from '../core/recipes';

/** A change of a JSON document's bytes. */
export interface ByteChange {
  readonly kind: keyof typeof CHANGES;
  /** Where, in thousandths of the length. */
  readonly at: number;
  readonly pick: number;
}

const INSTEAD = [
  ...[
    '',
    ' ',
    'OK',
    'null',
    '[]',
    '"text"',
    '5',
    'true',
    '<html><body>502 Bad Gateway</body></html>',
    '{',
    '}',
    '{}',
  ],
  ...[
    '[{}]',
    '{"a":1}{"b":2}',
    '\u0000',
    'a=1&b=2',
    '--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--',
    '{}\u0000',
  ],
];
const SNIPPETS = [
  '\u0000',
  '"',
  '{',
  '}',
  ',',
  ':',
  '\\',
  '\ufeff',
  '//c\n',
  '/*c*/',
  '\u00a0',
  '\ud83d',
  ' ',
  '\n',
  '[',
  'e',
];

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

const CHANGES = {
  cut: (text: string, place: number) => utf8(text.slice(0, place)),
  insert: (text: string, place: number, pick: number) =>
    utf8(text.slice(0, place) + pickedFrom(SNIPPETS, pick) + text.slice(place)),
  changeByte: (text: string, place: number, pick: number) => {
    const bytes = utf8(text);
    if (place < bytes.length) bytes[place] = pick & 0xff;
    return bytes;
  },
  byteOrderMark: (text: string) => utf8(`\ufeff${text}`),
  space: (text: string) => utf8(`\r\n\t ${text} \n`),
  twice: (text: string) => utf8(text + text),
  instead: (_text: string, _place: number, pick: number) => utf8(pickedFrom(INSTEAD, pick)),
  utf16: (text: string) => Buffer.from(text, 'utf16le'),
  badUtf8: (text: string, place: number) => {
    const bytes = utf8(text);
    return Buffer.concat([bytes.subarray(0, place), Buffer.from([0xc3, 0x28, 0xff]), bytes.subarray(place)]);
  },
};

export const BYTE_CHANGES = Object.keys(CHANGES) as (keyof typeof CHANGES)[];

export function applyByteChange(text: string, { kind, at, pick }: ByteChange): Buffer {
  return CHANGES[kind](text, Math.floor((text.length * at) / 1000), pick);
}
