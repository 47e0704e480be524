import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { pickedFrom } from '../core/recipes';
import { applyByteChange, BYTE_CHANGES, type ByteChange } from '../json/byte-changes';
import { applyJsonChange, JSON_CHANGES, type JsonChange } from '../json/json-changes';
import { jsonText, raw, treeOf, type JsonNode } from '../json/json-tree';
import { readJson, soleWord, under, type ReadJson } from '../json/read-json';
import { manners, type Manner } from './request';

export const TERMINAL = '1700000000001DEMO';
const PASSWORD = 'demo$Secret';

/** An order that the service knows, and what the bank knows it by. */
export interface KnownOrder {
  readonly id: string;
  readonly orderId: string;
  readonly paymentId: string;
  readonly amount: number;
}

export interface NotificationRecipe {
  /** 0 is an order that can still be paid, 1 one that is credited, 2 nobody's. */
  readonly order: number;
  readonly status: number;
  readonly changes: readonly JsonChange[];
  readonly signing: 'before' | 'after' | 'none' | 'wrong';
  readonly byteChange: ByteChange | null;
  /** Blanks behind the body, around the limit of 64 KiB; null for none. */
  readonly padding: number | null;
  readonly method: number;
  readonly path: number;
  readonly manner: Manner;
}

const usually = <T>(value: T, otherwise: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: otherwise });

export const notificationRecipes: fc.Arbitrary<NotificationRecipe> = fc.record({
  order: fc.nat(2),
  status: fc.nat(40),
  changes: fc.array(
    fc.record({ kind: fc.constantFrom(...JSON_CHANGES), at: fc.nat(30), pick: fc.nat(200) }),
    {
      maxLength: 3,
    },
  ),
  signing: fc.constantFrom('before', 'after', 'after', 'none', 'wrong'),
  byteChange: fc.option(
    fc.record({ kind: fc.constantFrom(...BYTE_CHANGES), at: fc.nat(1000), pick: fc.nat(255) }),
    { freq: 5 },
  ),
  padding: usually<number | null>(
    null,
    fc.constantFrom(60_000, 64_000, 65_100, 65_535, 65_536, 65_537, 100_000),
  ),
  method: usually(0, fc.nat(20)),
  path: usually(0, fc.nat(40)),
  manner: manners,
});

const STATUSES = [
  ...[
    'CONFIRMED',
    'AUTHORIZED',
    'REJECTED',
    'REFUNDED',
    'PARTIAL_REFUNDED',
    'CANCELED',
    'REVERSED',
    'DEADLINE_EXPIRED',
  ],
  ...['NEW', 'CHECKED', 'COMPLETED', 'RECEIPT', 'AUTH_FAIL', 'TELEPATHY', 'ASYNC_REFUNDING', 'PROCESSING'],
];

const METHODS = [
  'POST',
  'GET',
  'PUT',
  'DELETE',
  'PATCH',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'post',
  'X',
  'CONNECT',
];

const HOME = '/v1/tinkoff/notifications';
const PATHS = [
  ...[
    HOME,
    `${HOME}?a=1`,
    `${HOME}/`,
    `${HOME}//`,
    '/v1/tinkoff//notifications',
    '/V1/Tinkoff/Notifications',
  ],
  ...[
    '/v1/tinkoff/%6eotifications',
    '/v1/tinkoff/notifications%00',
    '/v1/tinkoff/notifications;a=1',
    `${HOME}#x`,
  ],
  ...[
    '/v1/tinkoff/../tinkoff/notifications',
    '/v1/tinkoff/./notifications',
    '/v1%2ftinkoff%2fnotifications',
    '/%zz',
  ],
  ...[
    `http://evil.example${HOME}`,
    '*',
    `//evil.example${HOME}`,
    `${HOME}?${'a=1&'.repeat(500)}`,
    '/v1/tinkoff',
  ],
  ...[`${HOME}?__proto__[x]=1&constructor=2`, `${HOME}?%`, '/v1/tinkoff/notifications/1', '/é', ' ', ''],
];

/** The token over a message as it is written, by a way of its own. */
export function tokenOver(json: ReadJson | null): string | null {
  if (json?.kind !== 'object') return null;
  const parts = new Map<string, string>([['Password', PASSWORD]]);
  for (const [key, value] of json.entries) {
    const isSigned =
      value.kind === 'string' || value.kind === 'number' || (value.kind === 'word' && value.text !== 'null');
    if (isSigned && key !== 'Token' && key !== 'Password') parts.set(key, value.text);
  }
  const sorted = [...parts].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return createHash('sha256')
    .update(sorted.map(([, text]) => text).join(''), 'utf8')
    .digest('hex');
}

function sign(tree: JsonNode): void {
  const token = tokenOver(readJson(jsonText(tree)));
  if (tree.kind === 'object')
    tree.entries.push({ key: '"Token"', value: raw(JSON.stringify(token ?? 'f'.repeat(64))) });
}

/** What the service should make of a body, as far as it can be told from outside. */
export interface Meaning {
  readonly isSigned: boolean;
  /** It speaks of this order's payment, at our terminal. */
  readonly isAbout: (order: KnownOrder) => boolean;
  readonly json: ReadJson | null;
}

export function meaningOf(body: Buffer): Meaning {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return { isSigned: false, isAbout: () => false, json: null };
  }
  const json = readJson(text);
  const token = soleWord(json, 'Token');
  const isSigned =
    token !== null && soleWord(json, 'TerminalKey') === TERMINAL && token.toLowerCase() === tokenOver(json);
  const isAbout = (order: KnownOrder): boolean =>
    soleWord(json, 'OrderId') === order.orderId && soleWord(json, 'PaymentId') === order.paymentId;
  return { isSigned, isAbout, json };
}

/** Whether it is news that truly moves an order that can still be paid: not what is to be tried here. */
function moves(body: Buffer, order: KnownOrder): boolean {
  const { isSigned, isAbout, json } = meaningOf(body);
  const type = under(json, 'NotificationType').some(
    (value) => value.kind !== 'word' || value.text !== 'null',
  );
  if (!isSigned || !isAbout(order) || type) return false;
  const status = soleWord(json, 'Status') ?? '';
  if (['CANCELED', 'REVERSED', 'DEADLINE_EXPIRED'].includes(status)) return true;
  return ['CONFIRMED', 'AUTHORIZED'].includes(status) && soleWord(json, 'Amount') === String(order.amount);
}

function treeFor(recipe: NotificationRecipe, order: KnownOrder): JsonNode {
  const amount = recipe.status % 2 === 0 || recipe.order === 1 ? order.amount : order.amount - 1;
  const tree = treeOf({
    TerminalKey: TERMINAL,
    OrderId: order.orderId,
    Success: true,
    Status: pickedFrom(STATUSES, recipe.status),
    PaymentId: Number(order.paymentId),
    ErrorCode: '0',
    Amount: amount,
    CardId: 512345678,
    Pan: '4300000000000777',
    ExpDate: '1230',
  });
  if (recipe.signing === 'before') sign(tree);
  for (const change of recipe.changes) applyJsonChange(tree, change);
  if (recipe.signing === 'after') sign(tree);
  if (recipe.signing === 'wrong' && tree.kind === 'object') {
    tree.entries.push({ key: '"Token"', value: raw(`"${'0123456789abcdef'.repeat(4)}"`) });
  }
  return tree;
}

/** The body that a recipe describes; one that would truly move the order loses its signature. */
export function bodyOf(recipe: NotificationRecipe, order: KnownOrder): Buffer {
  const text = jsonText(treeFor(recipe, order));
  const bytes = recipe.byteChange ? applyByteChange(text, recipe.byteChange) : Buffer.from(text, 'utf8');
  const size = recipe.padding === null ? bytes.length : Math.max(bytes.length, recipe.padding);
  const body = Buffer.concat([bytes, Buffer.alloc(size - bytes.length, ' ')]);
  if (recipe.order !== 0 || !moves(body, order)) return body;
  // By its text, since its name can be spelt in more than one way.
  const token = soleWord(meaningOf(body).json, 'Token') ?? '';
  return Buffer.from(body.toString('utf8').replaceAll(token, 'none'), 'utf8');
}

export const methodOf = (recipe: NotificationRecipe): string => pickedFrom(METHODS, recipe.method);
export const pathOf = (recipe: NotificationRecipe): string => pickedFrom(PATHS, recipe.path);
export const isAtHome = (path: string): boolean => path.split('?')[0] === HOME;
