import fc from 'fast-check';
import type { Contract } from '../../contract/contract';
import { schemaPointer, type Operation } from '../../contract/operation';
import { applyByteChange, BYTE_CHANGES, type ByteChange } from '../json/byte-changes';
import { applyJsonChange, JSON_CHANGES, type JsonChange } from '../json/json-changes';
import { jsonText, treeOf } from '../json/json-tree';
import { valuesOf } from './schema-values';
import { manners, type Manner } from './request';

export const CREDENTIALS = [
  ...['subscriber', 'subscriber', 'subscriber', 'cabinet', 'ops', 'ops', 'ops', 'finance', 'none', 'other'],
  ...[
    'refresh',
    'tampered',
    'unsigned',
    'nonsense',
    'noKey',
    'both',
    'cabinetAlone',
    'cabinetOdd',
    'keyTwice',
    'basic',
  ],
] as const;
export type Credentials = (typeof CREDENTIALS)[number];

/** A request by openapi.yaml, and how it departs from it. */
export interface RestRecipe {
  readonly operation: number;
  readonly method: string | null;
  readonly pathValues: readonly string[];
  readonly pathTail: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | null;
  readonly byteChange: ByteChange | null;
  readonly credentials: Credentials;
  /** Whose id stands in the path, and whose login in the body. */
  readonly known: number;
  readonly manner: Manner;
}

const rarely = <T>(value: T, otherwise: fc.Arbitrary<T>, weight = 10): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: otherwise });

const HOSTILE = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '31',
    '1e9',
    '9'.repeat(30),
    'null',
    'undefined',
    '__proto__',
    'constructor',
    '[]',
    '{}',
  ],
  ...[
    "1' OR '1'='1",
    '../../../etc/passwd',
    '<script>',
    '%00',
    '%ff',
    '%zz',
    '🙂',
    '\u00e9',
    'x'.repeat(300),
    'a&b=c',
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-7FFF-8FFF-FFFFFFFFFFFF',
    '01a20cd6-5266-7c41-9a52-3f6b1e0d8c47',
  ],
  ...[
    '9223372036854775807',
    '9223372036854775808',
    '9999999999999999999',
    '940',
    '950',
    '+1',
    '1.0',
    'parked',
    'paid',
  ],
];

/** What goes into an address as it is, whatever it holds: only what cannot stand there is written otherwise. */
const inAddress = (text: string): string => encodeURIComponent(text).replace(/%25(?=00|ff|zz)/g, '%');
/** Of one line, and of bytes that a header can carry. */
const inHeader = (text: string): string => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?');

const PRESENT = '{known}';
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE'];
const SOME_MORE = ['__proto__', 'constructor', 'wait', 'limit', 'cursor', 'a[b]', '%5B', 'state'];

function parameterValues(contract: Contract, pointer: string): fc.Arbitrary<string> {
  return fc.oneof(valuesOf(contract, pointer).map(String), fc.constantFrom(...HOSTILE));
}

function sometimes(
  contract: Contract,
  parameter: { readonly name: string; readonly schema: string; readonly isRequired: boolean },
): fc.Arbitrary<readonly (readonly [string, string])[]> {
  const one = parameterValues(contract, parameter.schema).map((value) => [[parameter.name, value] as const]);
  const weight = parameter.isRequired ? 6 : 1;
  return fc.oneof({ weight, arbitrary: one }, { weight: 1, arbitrary: fc.constant([]) });
}

function bodyFor(contract: Contract, operation: Operation): fc.Arbitrary<string | null> {
  const media = operation.body?.content.get('application/json');
  const odd = fc.constantFrom(
    '{}',
    '[]',
    'null',
    '',
    '{"a":1}',
    '{"__proto__":{"a":1}}',
    '\u0000',
    'x'.repeat(70_000),
  );
  if (!media) return rarely<string | null>(null, odd, 3);
  const changes = fc.array(
    fc.record({ kind: fc.constantFrom(...JSON_CHANGES), at: fc.nat(30), pick: fc.nat(200) }),
    {
      maxLength: 2,
    },
  );
  const good = valuesOf(contract, schemaPointer(contract.document, media));
  return rarely<string | null>(null, odd, 30).chain((fixed) =>
    fixed === null
      ? fc.tuple(good, changes).map(([value, some]) => changed(value, some))
      : fc.constant(fixed),
  );
}

function changed(value: unknown, changes: readonly JsonChange[]): string {
  const tree = treeOf(value);
  for (const change of changes) applyJsonChange(tree, change);
  return jsonText(tree);
}

function recipeOf(contract: Contract, operation: Operation, place: number): fc.Arbitrary<RestRecipe> {
  const at = (where: string) => operation.parameters.filter(({ place: found }) => found === where);
  const lists = (where: string) => fc.tuple(...at(where).map((parameter) => sometimes(contract, parameter)));
  const ids = at('path').map(({ schema }) =>
    fc.oneof(
      { weight: 2, arbitrary: fc.constant(PRESENT) },
      { weight: 1, arbitrary: parameterValues(contract, schema) },
    ),
  );
  const more = fc.array(fc.tuple(fc.constantFrom(...SOME_MORE), fc.constantFrom(...HOSTILE)), {
    maxLength: 2,
  });
  return fc.record({
    operation: fc.constant(place),
    method: rarely<string | null>(null, fc.constantFrom(...METHODS), 20),
    pathValues: fc.tuple(...ids),
    pathTail: rarely('', fc.constantFrom('/', '//', '/x', '%00', ';a=1', '/..', '#x', '/%2e%2e/x'), 30),
    query: fc
      .tuple(lists('query'), rarely<[string, string][]>([], more, 8))
      .map(([own, odd]) => [...own.flat(), ...odd]),
    headers: lists('header').map((found) =>
      found.flat().map(([name, value]) => [name, inHeader(value)] as const),
    ),
    body: bodyFor(contract, operation),
    byteChange: rarely<ByteChange | null>(
      null,
      fc.record({ kind: fc.constantFrom(...BYTE_CHANGES), at: fc.nat(1000), pick: fc.nat(255) }),
    ),
    credentials: fc.constantFrom(...CREDENTIALS),
    known: fc.nat(99),
    manner: manners,
  });
}

/** Requests of every operation that openapi.yaml lists; a new one is among them by itself. */
export function restRecipes(contract: Contract): fc.Arbitrary<RestRecipe> {
  return fc.oneof(
    ...contract.operations.map((operation, place) => ({
      // More for those that take more.
      weight: 1 + operation.parameters.length + (operation.body ? 5 : 0),
      arbitrary: recipeOf(contract, operation, place),
    })),
  );
}

/** The address of a recipe's request; the known id stands where it is wanted. */
export function addressOf(operation: Operation, recipe: RestRecipe, knownId: string): string {
  const values = [...recipe.pathValues];
  const path = operation.template.replace(/\{\w+\}/g, () => {
    const value = values.shift() ?? '';
    return value === PRESENT ? knownId : inAddress(value);
  });
  const query = recipe.query.map(([name, value]) => `${name}=${inAddress(value)}`).join('&');
  return `${path}${recipe.pathTail}${query === '' ? '' : `?${query}`}`;
}

export function bytesOf({ body, byteChange }: RestRecipe): Buffer | null {
  if (body === null) return null;
  return byteChange ? applyByteChange(body, byteChange) : Buffer.from(body, 'utf8');
}
