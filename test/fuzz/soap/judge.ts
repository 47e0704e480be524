import { Rejected, Unavailable, UnknownOutcome } from '../../../src/shared/upstream-errors';
import { checkRejection } from './check-rejection';
import { checkValue } from './check-value';
import { isReadable } from './readable';
import { isUnchanged, type Recipe } from './recipe';
import { OPERATION_OF, type Call } from './scenes';
import { truthOf } from './truth';

export type Ending = { readonly value: unknown } | { readonly error: unknown } | { readonly hung: true };

export interface Judgement {
  readonly outcome: string;
  readonly complaints: readonly string[];
}

const WRITES: readonly Call[] = [
  'postPayment',
  'cancelPayment',
  'takePromisedPayment',
  'changePassword',
  'recoverPassword',
];

function outcomeOf(ending: Ending): string {
  if ('value' in ending) return 'value';
  if ('hung' in ending) return 'hung';
  const { error } = ending;
  if (error instanceof Rejected) return `Rejected ${error.code}`;
  if (error instanceof Unavailable) return `Unavailable ${error.code}`;
  if (error instanceof UnknownOutcome) return `UnknownOutcome ${error.code}`;
  return `untyped ${error instanceof Error ? error.name : typeof error}`;
}

/** Before anything is done, the core looks at the session. */
const SESSION_REFUSED = ['session_flapping', 'session_refused'];

function checkError(recipe: Recipe, error: unknown, text: string): string[] {
  const { call } = recipe;
  if (error instanceof UnknownOutcome) return WRITES.includes(call) ? [] : ['UnknownOutcome of a read'];
  if (error instanceof Rejected) return checkRejection(call, truthOf(call, text), error);
  if (error instanceof Unavailable) {
    // What comes before a write changes nothing.
    if (!WRITES.includes(call) || error.operation !== OPERATION_OF[call]) return [];
    const isSession = truthOf(call, text).faultCodes.includes('session_refused');
    return isSession && SESSION_REFUSED.includes(error.code)
      ? []
      : [`Unavailable ${error.code} of a write that was sent`];
  }
  return [`ends in ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`];
}

const SECRETS = ['manager-S3cret', 'subscriber-S3cret', 'next-S3cret', 'live1', 'h1dden'];

let errors = 0;

function leaks(error: unknown): string[] {
  errors += 1;
  // A stack is dear to write out.
  const stack = errors % 32 === 0 && error instanceof Error ? error.stack : '';
  const own = error instanceof Error ? [Object.entries(error), error.message, stack] : [error];
  const text = JSON.stringify(own);
  return SECRETS.filter((secret) => text.includes(secret)).map((secret) => `the error holds ${secret}`);
}

/** Holds the ending of a call against the answer that it had; `text` is null where no whole answer arrived. */
export function judge(recipe: Recipe, text: string | null, ending: Ending): Judgement {
  const complaints: string[] = [];
  if ('hung' in ending) complaints.push('hangs');
  else if ('value' in ending) {
    const truth = truthOf(recipe.call, text ?? '');
    if (!truth.saysNil) complaints.push(...checkValue(recipe.call, truth, ending.value));
  } else {
    complaints.push(...checkError(recipe, ending.error, text ?? ''), ...leaks(ending.error));
  }
  if (isUnchanged(recipe) && recipe.base % 3 !== 2 && text !== null && complaints.length === 0) {
    if ('error' in ending && isReadable(recipe))
      complaints.push(`a good answer is refused: ${outcomeOf(ending)}`);
  }
  const foreign = Object.keys(Object.prototype);
  if (foreign.length > 0) complaints.push('the prototype of all objects has changed');
  // Not to be taken for a fault of the cases that follow.
  for (const name of foreign) Reflect.deleteProperty(Object.prototype, name);
  return { outcome: `${recipe.call} ${outcomeOf(ending)}`, complaints };
}
