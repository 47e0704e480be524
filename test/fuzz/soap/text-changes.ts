import { pickedFrom } from '../core/recipes';

/** A change of an answer's bytes. */
export interface TextChange {
  readonly kind: keyof typeof CHANGES;
  /** Where, in thousandths of the length. */
  readonly at: number;
  readonly pick: number;
}

const BOMB = `<!DOCTYPE a [<!ENTITY a "1111111111"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>`;

const SNIPPETS = [
  ...[
    '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    BOMB,
  ],
  ...[
    '&e;',
    '&c;',
    '&nbsp;',
    '&#0;',
    '&#x110000;',
    '&amp',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?xml version="1.0"?>',
  ],
  ...[
    '\u0000',
    '\ufffe',
    '\ud800',
    '\u2028',
    '<',
    '>',
    '"',
    '</ret>',
    '<ret>1</ret>',
    '<ret/>',
    '<?php echo 1 ?>',
  ],
  ...[
    '<!-- <ExternCheckPaymentResponse/> <ExternPaymentResponse><ret>5</ret></ExternPaymentResponse> -->',
    '\ufeff',
  ],
];

const INSTEAD = [
  ...[
    '',
    ' ',
    'OK',
    '{}',
    '{"ret":9001}',
    '[]',
    'null',
    '<html><body>502</body></html>',
    '<ret>9001</ret>',
    '9001',
  ],
  ...[
    '<Envelope/>',
    '<Envelope></Envelope>',
    '<Envelope><Body/></Envelope>',
    '<x:Envelope xmlns:x="urn:x">text</x:Envelope>',
  ],
];

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

const CHANGES = {
  cut: (text: string, place: number) => utf8(text.slice(0, place)),
  insert: (text: string, place: number, pick: number) =>
    utf8(text.slice(0, place) + pickedFrom(SNIPPETS, pick) + text.slice(place)),
  before: (text: string, _place: number, pick: number) => utf8(pickedFrom(SNIPPETS, pick) + text),
  after: (text: string, _place: number, pick: number) => utf8(text + pickedFrom(SNIPPETS, pick)),
  inRoot: (text: string, _place: number, pick: number) =>
    utf8(text.replace(/<SOAP-ENV:Header>/, (mark) => pickedFrom(SNIPPETS, pick) + mark)),
  loseByte: (text: string, place: number) => {
    const bytes = utf8(text);
    return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1)]);
  },
  changeByte: (text: string, place: number, pick: number) => {
    const bytes = utf8(text);
    if (place < bytes.length) bytes[place] = pick & 0xff;
    return bytes;
  },
  twice: (text: string) => utf8(text + text),
  instead: (_text: string, _place: number, pick: number) => utf8(pickedFrom(INSTEAD, pick)),
  utf16: (text: string) => Buffer.from(text, 'utf16le'),
  latin1: (text: string) => Buffer.from(text, 'latin1'),
};

export const TEXT_CHANGES = Object.keys(CHANGES) as (keyof typeof CHANGES)[];

export function applyTextChange(text: string, { kind, at, pick }: TextChange): Buffer {
  return CHANGES[kind](text, Math.floor((text.length * at) / 1000), pick);
}
