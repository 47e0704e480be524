import { pickedFrom } from '../core/recipes';
import { holdersOf, jsonText, raw, type JsonEntry, type JsonNode } from './json-tree';

/** One change of a JSON document: what, where, and with which of the odd things. */
export interface JsonChange {
  readonly kind: JsonChangeKind;
  readonly at: number;
  readonly pick: number;
}

const VALUES = [
  ...[
    'null',
    'true',
    'false',
    '0',
    '-1',
    '1',
    '""',
    '" "',
    '"0"',
    '"true"',
    '"false"',
    '"True"',
    '1e5',
    '5e4',
    '50000.0',
  ],
  ...[
    '50000',
    '"50000"',
    '"050000"',
    '49999',
    '50001',
    '-50000',
    '9007199254740993',
    '1e308',
    '1e999',
    '-0',
    '0.1',
  ],
  ...[
    '12345678901234567890123',
    '"12345678901234567890123"',
    '"CONFIRMED"',
    '"confirmed"',
    '"CONFIRMED "',
    '"\\u0000"',
  ],
  ...[
    '"CONFIRMED\\u0000"',
    '"REFUNDED"',
    '"REJECTED"',
    '"NEW"',
    '"AUTHORIZED"',
    '"CANCELED"',
    '"TELEPATHY"',
    '"0"',
    '"99"',
  ],
  ...[
    '"7"',
    '"101"',
    '"1018"',
    '"20"',
    '"__proto__"',
    '"[object Object]"',
    '{}',
    '[]',
    '[1]',
    '{"a":1}',
    '"\\ud800"',
    '"😀"',
  ],
  ...[
    '"https://evil.example/"',
    '"javascript:alert(1)"',
    '"\u2028"',
    `"${'x'.repeat(600)}"`,
    '"DEMO"',
    '"1700000000001DEMO"',
  ],
  ...['NaN', 'undefined', "'x'", '01', '+1', '.5', '5.', '0x10', '1_000', '"\\x41"', '"unclosed'],
];

const KEYS = [
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'isLosslessNumber',
    'value',
    '',
    ' ',
    'Status',
    'status',
  ],
  ...[
    'Amount',
    'OriginalAmount',
    'PaymentId',
    'OrderId',
    'Success',
    'ErrorCode',
    'TerminalKey',
    'Token',
    'Password',
  ],
  ...[
    'Payments',
    'PaymentURL',
    'Message',
    'Details',
    'NotificationType',
    'Data',
    'Pan',
    'сумма',
    'x'.repeat(300),
  ],
].map((key) => JSON.stringify(key));

function deep(levels: number, isArray: boolean): JsonNode {
  return raw(`${(isArray ? '[' : '{"a":').repeat(levels)}1${(isArray ? ']' : '}').repeat(levels)}`);
}

/** The same name in other letters: `S` as an escape. */
const otherwise = (key: string): string =>
  key.replace(
    /^"([A-Za-z])/,
    (_, letter: string) => `"\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

type Apply = (entries: JsonEntry[], place: number, pick: number) => void;

const copyOf = (entry: JsonEntry): JsonEntry => structuredClone(entry);

/** Each is given the entries of an object; those of an array have its places for names. */
const CHANGES = {
  drop: (entries, place) => void entries.splice(place, 1),
  twice: (entries, place) => void entries.splice(place, 0, copyOf(entries[place]!)),
  twiceDifferently: (entries, place, pick) => {
    const other = { key: entries[place]!.key, value: raw(pickedFrom(VALUES, pick)) };
    entries.splice(pick % 2 === 0 ? place : entries.length, 0, other);
  },
  rekey: (entries, place, pick) => {
    entries[place]!.key = pickedFrom(KEYS, pick);
  },
  sameKeyOtherwise: (entries, place) => {
    entries[place]!.key = otherwise(entries[place]!.key);
  },
  revalue: (entries, place, pick) => {
    entries[place]!.value = raw(pickedFrom(VALUES, pick));
  },
  asText: (entries, place) => {
    const text = jsonText(entries[place]!.value);
    entries[place]!.value = raw(text.startsWith('"') ? text.slice(1, -1) : JSON.stringify(text));
  },
  add: (entries, place, pick) => {
    const added = { key: pickedFrom(KEYS, pick), value: raw(pickedFrom(VALUES, pick * 7 + place)) };
    entries.splice(place, 0, added);
  },
  proto: (entries, place) => {
    const inherited: JsonNode = { kind: 'object', entries: entries.splice(place, 3) };
    entries.push({ key: '"__proto__"', value: inherited });
  },
  wrap: (entries, place, pick) => {
    const { value } = entries[place]!;
    const wrapped: JsonNode = { kind: 'object', entries: [{ key: pickedFrom(KEYS, pick), value }] };
    entries[place]!.value = pick % 2 === 0 ? { kind: 'array', items: [value] } : wrapped;
  },
  deep: (entries, place, pick) => {
    entries[place]!.value = deep(pickedFrom([10, 10, 100, 100, 1_000, 1_500], pick), pick % 2 === 0);
  },
  shuffle: (entries) => void entries.reverse(),
} satisfies Record<string, Apply>;

export type JsonChangeKind = keyof typeof CHANGES;
export const JSON_CHANGES = Object.keys(CHANGES) as JsonChangeKind[];

/** Changes a document in place. */
export function applyJsonChange(root: JsonNode, { kind, at, pick }: JsonChange): void {
  const holders = holdersOf(root);
  const holder = holders.length === 0 ? undefined : pickedFrom(holders, pick % 5 === 0 ? at : 0);
  if (!holder) return;
  if (holder.kind === 'object') {
    if (holder.entries.length > 0) CHANGES[kind](holder.entries, at % holder.entries.length, pick);
    return;
  }
  if (holder.items.length === 0) return;
  const entries = holder.items.map((value, place) => ({ key: String(place), value }));
  CHANGES[kind](entries, at % entries.length, pick);
  holder.items = entries.map(({ value }) => value);
}
