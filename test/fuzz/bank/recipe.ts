import fc from 'fast-check';
import { pickedFrom } from '../core/recipes';
import { applyByteChange, BYTE_CHANGES, type ByteChange } from '../json/byte-changes';
import { applyJsonChange, JSON_CHANGES, type JsonChange } from '../json/json-changes';
import { jsonText, treeOf } from '../json/json-tree';

/** The calls of the acquirer's port. */
export const CALLS = ['createOrder', 'getState', 'findOrder', 'cancelOrder', 'checkHealth'] as const;
export type Call = (typeof CALLS)[number];

export const TERMINAL = '1700000000001DEMO';
export const ORDER_ID = '01M86DCMK6FH0SMMHZDCF0V327';
export const AMOUNT = 50_000;
/** Larger than a double can hold. */
export const PAYMENT_ID = '91000000019007199254';

const STATUSES = [
  ...[
    'NEW',
    'FORM_SHOWED',
    'AUTHORIZING',
    '3DS_CHECKING',
    'AUTHORIZED',
    'CONFIRMING',
    'CONFIRMED',
    'REVERSED',
  ],
  ...[
    'CANCELED',
    'REFUNDING',
    'PARTIAL_REFUNDED',
    'REFUNDED',
    'DEADLINE_EXPIRED',
    'REJECTED',
    'AUTH_FAIL',
    'COMPLETED',
  ],
];
const CODES = [
  '0',
  '7',
  '8',
  '20',
  '99',
  '101',
  '119',
  '204',
  '255',
  '501',
  '623',
  '1018',
  '9999',
  '3002',
  '64',
  '4000',
];

export interface Recipe {
  readonly call: Call;
  readonly status: number;
  readonly code: number;
  readonly changes: readonly JsonChange[];
  readonly byteChange: ByteChange | null;
  readonly http: number;
}

export const recipes: fc.Arbitrary<Recipe> = fc.record({
  call: fc.constantFrom(...CALLS),
  status: fc.nat(STATUSES.length - 1),
  // Two of three answers are no refusal.
  code: fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.nat(CODES.length - 1) },
  ),
  changes: fc.array(
    fc.record({ kind: fc.constantFrom(...JSON_CHANGES), at: fc.nat(30), pick: fc.nat(200) }),
    {
      maxLength: 3,
    },
  ),
  byteChange: fc.option(
    fc.record({ kind: fc.constantFrom(...BYTE_CHANGES), at: fc.nat(1000), pick: fc.nat(255) }),
    { freq: 5 },
  ),
  http: fc.nat(29),
});

function bodyOf({ call, status, code }: Recipe): Record<string, unknown> {
  const errorCode = pickedFrom(CODES, code);
  const isGood = errorCode === '0';
  const common = { TerminalKey: TERMINAL, OrderId: ORDER_ID, Success: isGood, ErrorCode: errorCode };
  const words = isGood ? {} : { Message: 'Refused', Details: 'card 4300000000000777' };
  if (!isGood && status % 2 === 0) return { ...common, ...words };
  const payment = { PaymentId: PAYMENT_ID, Status: pickedFrom(STATUSES, status) };
  switch (call) {
    case 'createOrder':
      return {
        ...common,
        ...words,
        ...(isGood
          ? { ...payment, Status: 'NEW', Amount: AMOUNT, PaymentURL: 'https://pay.example/new/q7Hf2LxA' }
          : {}),
      };
    case 'cancelOrder':
      return { ...common, ...words, ...payment, OriginalAmount: AMOUNT, NewAmount: 0 };
    case 'getState':
      return { ...common, ...words, ...payment, Amount: AMOUNT };
    default:
      return {
        ...common,
        ...words,
        Payments: [{ ...payment, Amount: AMOUNT, Success: String(isGood), ErrorCode: '0' }],
      };
  }
}

interface Answer {
  readonly status: number;
  readonly bytes: Buffer;
}

const made = new WeakMap<Recipe, Answer>();

/** The HTTP status and the bytes that a recipe describes. */
export function answerOf(recipe: Recipe): Answer {
  const answer = made.get(recipe) ?? makeAnswer(recipe);
  made.set(recipe, answer);
  return answer;
}

function makeAnswer(recipe: Recipe): Answer {
  const tree = treeOf(bodyOf(recipe));
  // As the bank writes it: a number.
  const numbered = JSON.parse(JSON.stringify(tree), (key, value: unknown) =>
    key === 'text' && value === `"${PAYMENT_ID}"` && recipe.status % 3 > 0 ? PAYMENT_ID : value,
  ) as typeof tree;
  for (const change of recipe.changes) applyJsonChange(numbered, change);
  const text = jsonText(numbered);
  const isOdd = recipe.http < 2 && !isUnchanged(recipe);
  return {
    status: isOdd ? pickedFrom([500, 302, 403, 201, 429, 404], recipe.status) : 200,
    bytes: recipe.byteChange ? applyByteChange(text, recipe.byteChange) : Buffer.from(text, 'utf8'),
  };
}

export function isUnchanged({ changes, byteChange }: Recipe): boolean {
  return changes.length === 0 && byteChange === null;
}
