import fc from 'fast-check';
import { moneyText } from '../core/money-texts';
import { pickedFrom } from '../core/recipes';
import { CALLS, envelopeOf, type Call } from './scenes';
import { applyTextChange, TEXT_CHANGES, type TextChange } from './text-changes';
import { applyTreeChange, TREE_CHANGES, type TreeChange } from './tree-changes';
import { markupOf } from './xml-tree';

/** All that a case is made of. */
export interface Recipe {
  readonly call: Call;
  readonly base: number;
  readonly money: string;
  readonly treeChanges: readonly TreeChange[];
  readonly textChange: TextChange | null;
  readonly http: { readonly status: number; readonly type: number; readonly cookies: number };
  /** Over a socket, and how; null hands the answer over in memory. */
  readonly wire: number | null;
}

export const recipes: fc.Arbitrary<Recipe> = fc.record({
  call: fc.oneof(
    { weight: 100, arbitrary: fc.constantFrom(...CALLS.filter((call) => call !== 'getPosterId')) },
    { weight: 1, arbitrary: fc.constant('getPosterId' as const) },
  ),
  base: fc.nat(600),
  money: moneyText,
  treeChanges: fc.array(
    fc.record({ kind: fc.constantFrom(...TREE_CHANGES), at: fc.nat(60), pick: fc.nat(200) }),
    { maxLength: 3 },
  ),
  textChange: fc.option(
    fc.record({ kind: fc.constantFrom(...TEXT_CHANGES), at: fc.nat(1000), pick: fc.nat(300) }),
    { freq: 3 },
  ),
  http: fc.record({ status: fc.nat(99), type: fc.nat(99), cookies: fc.nat(99) }),
  wire: fc.oneof({ weight: 250, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(99) }),
});

const STATUSES = [200, 200, 200, 200, 200, 200, 500, 500, 404, 204, 302, 401, 403, 502, 503, 599];
const TYPES = [
  ...['text/xml; charset=utf-8', 'text/xml; charset=utf-8', 'text/xml', 'application/xml', 'text/html', ''],
  ...[
    'text/xml; charset=windows-1251',
    'application/json',
    'multipart/related; boundary=x',
    'image/png',
    'x',
  ],
];
const LIVE = 'sessnum=live1; Max-Age=600; path=/';
const COOKIES: readonly (readonly string[])[] = [
  [LIVE],
  [LIVE],
  ['sessnum=dead0; Max-Age=0', LIVE],
  [],
  ['sessnum='],
  ['sessnum=a b; Max-Age=5'],
  ['sessnum=x; Max-Age=-1', 'sessnum=y; Max-Age=99999999999999999999'],
  ['sessnum=x; Max-Age=9999999999; domain=other.example', '__proto__=1'],
  ['constructor=1; Max-Age=1', 'sessnum="q"; max-age="60"'],
  [`sessnum=${'z'.repeat(4000)}; Max-Age=60`],
  ['=', ';', 'sessnum', 'sessnum=\u00ff\u0080; Max-Age=7'],
];

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly cookies: readonly string[];
  readonly bytes: Buffer;
}

const made = new WeakMap<Recipe, Answer>();

/** The answer of billing that a recipe describes. */
export function answerOf(recipe: Recipe): Answer {
  const answer = made.get(recipe) ?? makeAnswer(recipe);
  made.set(recipe, answer);
  return answer;
}

function makeAnswer(recipe: Recipe): Answer {
  const { root, isFault } = envelopeOf(recipe.call, recipe.base, recipe.money);
  for (const change of recipe.treeChanges) applyTreeChange(root, change);
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${markupOf(root)}`;
  const isPlain = isUnchanged(recipe);
  return {
    status: isPlain ? (isFault ? 500 : 200) : pickedFrom(STATUSES, recipe.http.status),
    type: pickedFrom(TYPES, recipe.http.type),
    cookies: isPlain ? [LIVE] : pickedFrom(COOKIES, recipe.http.cookies),
    bytes: recipe.textChange ? applyTextChange(text, recipe.textChange) : Buffer.from(text, 'utf8'),
  };
}

export function isUnchanged({ treeChanges, textChange }: Recipe): boolean {
  return treeChanges.length === 0 && textChange === null;
}
