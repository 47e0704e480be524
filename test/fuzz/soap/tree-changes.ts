import { pickedFrom } from '../core/recipes';
import { element, elementsOf, escaped, type XmlElement } from './xml-tree';

/** One change of an answer's tree: what, where, and with which of the odd things. */
export interface TreeChange {
  readonly kind: TreeChangeKind;
  readonly at: number;
  readonly pick: number;
}

const NAMES = [
  ...[
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'toString',
    'length',
    '$value',
    'attributes',
    'Fault',
    'detail',
  ],
  ...[
    'ret',
    'pay',
    'amount',
    'amountcurr',
    'recordid',
    'agrmid',
    'status',
    'uid',
    'personid',
    'manager',
    'account',
  ],
  ...[
    'agreements',
    'balance',
    'Body',
    'Envelope',
    'Header',
    'ExternPaymentResponse',
    'ExternCheckPaymentResponse',
  ],
  ...[
    'ExternCancelPaymentResponse',
    'getAccountResponse',
    'ExternPayment',
    'faultstring',
    'x:ret',
    'RET',
    'сумма',
  ],
  ...['vgid', 'blocked', 'rent', 'timestamp', 'credit', 'promisemax', 'promisetill', 'payid', 'promtill'],
].map((name) => name.replace('$', '_'));

const TEXTS = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1',
    '2',
    '9001',
    '9002',
    '+9001',
    '09001',
    '9001.0',
    '9.001e3',
    '0x2329',
    '9001 9002',
  ],
  ...['9223372036854775807', '9223372036854775808', '18446744073709551616', '99999999999999999999999', '1e5'],
  ...[
    'NaN',
    'true',
    'null',
    '\n\t9001\n',
    '\u00a09001',
    '９００１',
    '--',
    '0000-00-00',
    '2026-13-45',
    '500.00',
  ],
  ...['{}', '[]', '<b>9001</b>', '&', ']]>', 'x'.repeat(300), '0'.repeat(400), '433.32999999999998', '1.005'],
];

const ATTRIBUTES: readonly (readonly [string, string])[] = [
  ['xsi:nil', 'true'],
  ['xsi:nil', '1'],
  ['xsi:type', 'xsd:double'],
  ['xsi:type', 'lb:Payment'],
  ['xsi:type', '__proto__'],
  ['id', 'one'],
  ['href', '#one'],
  ['id', '__proto__'],
  ['href', '#__proto__'],
  ['id', 'toString'],
  ['currency', 'RUB'],
  ['xmlns', 'urn:other'],
  ['xmlns:lb', 'urn:other'],
  ['__proto__', 'x'],
  ['constructor', 'x'],
  ['$value', '1'],
];

const SPLITTERS = [
  '<!-- note -->',
  '<?note?>',
  '<![CDATA[]]>',
  '<b/>',
  '&#32;',
  '<![CDATA[7]]>',
  '&#48;',
  '\n',
];

function deepNest(levels: number, text: string): string {
  return `${'<d>'.repeat(levels)}${text}${'</d>'.repeat(levels)}`;
}

type Apply = (at: XmlElement, parent: XmlElement, pick: number) => void;

function replaceIn(parent: XmlElement, at: XmlElement, ...by: XmlElement['children']): void {
  const place = parent.children.indexOf(at);
  if (place >= 0) parent.children.splice(place, 1, ...by);
}

const copyOf = (at: XmlElement): XmlElement => structuredClone(at);

const CHANGES = {
  drop: (at, parent) => replaceIn(parent, at),
  twice: (at, parent) => replaceIn(parent, at, at, copyOf(at)),
  twiceDifferently: (at, parent, pick) => {
    const other = { ...copyOf(at), children: [escaped(pickedFrom(TEXTS, pick))] };
    replaceIn(parent, at, ...(pick % 2 === 0 ? [at, other] : [other, at]));
  },
  rename: (at, _parent, pick) => {
    at.name = pickedFrom(NAMES, pick);
  },
  retext: (at, _parent, pick) => {
    at.children = [escaped(pickedFrom(TEXTS, pick))];
  },
  rawText: (at, _parent, pick) => {
    at.children = [pickedFrom(TEXTS, pick)];
  },
  attribute: (at, _parent, pick) => {
    const [name, value] = pickedFrom(ATTRIBUTES, pick);
    at.attributes = [...at.attributes.filter(([known]) => known !== name), [name, value]];
  },
  split: (at, _parent, pick) => {
    const [first] = at.children;
    const text = typeof first === 'string' ? first : '';
    const middle = Math.floor(text.length / 2);
    at.children = [
      text.slice(0, middle),
      pickedFrom(SPLITTERS, pick),
      text.slice(middle),
      ...at.children.slice(1),
    ];
  },
  cdata: (at) => {
    at.children = at.children.map((child) => (typeof child === 'string' ? `<![CDATA[${child}]]>` : child));
  },
  child: (at, _parent, pick) => {
    const child = element(pickedFrom(NAMES, pick), escaped(pickedFrom(TEXTS, pick)));
    at.children.splice(pick % (at.children.length + 1), 0, child);
  },
  text: (at, _parent, pick) => {
    at.children.splice(pick % (at.children.length + 1), 0, escaped(pickedFrom(TEXTS, pick)));
  },
  deep: (at, _parent, pick) => {
    at.children = [deepNest(pickedFrom([10, 65, 65, 65, 400, 400, 2_000, 4_000], pick), 'x')];
  },
  inside: (at, parent, pick) => replaceIn(parent, at, element(pickedFrom(NAMES, pick), at)),
  unwrap: (at, parent) => replaceIn(parent, at, ...at.children),
  namespace: (at, _parent, pick) => {
    at.name = `${pickedFrom(['lb', 'x', 'SOAP-ENV', 'a-b.c', 'xml'], pick)}:${at.name.replace(/^.*:/, '')}`;
  },
} satisfies Record<string, Apply>;

export type TreeChangeKind = keyof typeof CHANGES;
export const TREE_CHANGES = Object.keys(CHANGES) as TreeChangeKind[];

/** Changes a tree in place. The root has no parent, so what concerns one is done to a stand-in of it. */
export function applyTreeChange(root: XmlElement, { kind, at, pick }: TreeChange): void {
  const found = pickedFrom(elementsOf(root), at);
  CHANGES[kind](found.at, found.parent ?? element('nobody'), pick);
}
