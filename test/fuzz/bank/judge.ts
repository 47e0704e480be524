import { meaningOf } from '../../../src/acquiring/tinkoff/error-table';
import type { BankStatus } from '../../../src/ledger/bank-status';
import { Rejected, Unavailable, UnknownOutcome } from '../../../src/shared/upstream-errors';
import type { settled } from '../core/settled';
import { readJson, soleValue, soleWord, under, type ReadJson } from '../json/read-json';
import {
  AMOUNT,
  answerOf,
  isUnchanged,
  ORDER_ID,
  PAYMENT_ID,
  TERMINAL,
  type Call,
  type Recipe,
} from './recipe';

type Ending = Awaited<ReturnType<typeof settled>>;

const OPERATIONS = {
  createOrder: 'Init',
  getState: 'GetState',
  findOrder: 'CheckOrder',
  cancelOrder: 'Cancel',
  checkHealth: 'CheckOrder',
} as const;

const isSum = (value: unknown): value is number => Number.isSafeInteger(value) && !Object.is(value, -0);

function sumOf(json: ReadJson | null, name: string): number | null {
  const text = soleWord(json, name);
  const sum = text !== null && /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(sum) ? sum : null;
}

function flag(json: ReadJson | null): boolean | null {
  const value = soleValue(json, 'Success');
  if (!value) return null;
  if (value.kind !== 'word' && value.kind !== 'string') return null;
  return value.text === 'true' ? true : value.text === 'false' ? false : null;
}

function checkTerminal(json: ReadJson | null): string[] {
  const isOurs = under(json, 'TerminalKey').every(
    (value) =>
      ('text' in value && value.text === TERMINAL) || (value.kind === 'word' && value.text === 'null'),
  );
  return isOurs ? [] : ['an answer about another terminal is taken'];
}

/** One statement, held against the object that it was made from. */
function checkStatus(status: BankStatus, json: ReadJson | null, amounts: readonly string[]): string[] {
  const complaints: string[] = [];
  const word = soleWord(json, 'Status');
  if (status.rawStatus !== word)
    complaints.push(`status ${status.rawStatus}, but the answer says ${String(word)}`);
  if ((status.state === 'confirmed') !== (word === 'CONFIRMED'))
    complaints.push(`state ${status.state} for ${String(word)}`);
  if (status.acquirerPaymentId !== soleWord(json, 'PaymentId'))
    complaints.push(`payment id ${status.acquirerPaymentId}`);
  const stated = amounts.map((name) => sumOf(json, name)).find((sum) => sum !== null) ?? null;
  if (status.amountKopecks !== stated) {
    complaints.push(`sum ${String(status.amountKopecks)}, but the answer says ${String(stated)}`);
  }
  if (status.amountKopecks !== null && !isSum(status.amountKopecks)) complaints.push('an ill-made sum');
  if (status.terminal !== TERMINAL) complaints.push('another terminal');
  return complaints;
}

function checkList(list: readonly BankStatus[], json: ReadJson | null): string[] {
  const isOther = under(json, 'OrderId').some(
    (value) =>
      !('text' in value && (value.text === ORDER_ID || value.text === '')) &&
      !(value.kind === 'word' && value.text === 'null'),
  );
  if (isOther) return ['an answer about another order is taken'];
  // Two lists that differ are refused before; two that differ in spelling only say the same.
  const [payments] = under(json, 'Payments');
  const items = payments?.kind === 'array' ? payments.items : [];
  if (list.length === 0) {
    const isUnknown =
      meaningOf(soleWord(json, 'ErrorCode') ?? '').code === 'not_found' && flag(json) !== true;
    return items.length === 0 && (isUnknown || (payments?.kind === 'array' && flag(json) === true))
      ? []
      : ['no payments, but no answer says so'];
  }
  if (list.length !== items.length) return ['payments are missing'];
  return list.flatMap((status, place) => {
    const order = status.orderId === ORDER_ID ? [] : ['another order'];
    return [...order, ...checkStatus(status, items[place] ?? null, ['Amount'])];
  });
}

function checkAccepted(
  value: { acquirerPaymentId: string; paymentUrl: string },
  json: ReadJson | null,
): string[] {
  const complaints: string[] = [];
  if (flag(json) !== true) complaints.push('accepted without Success');
  const codes = under(json, 'ErrorCode').filter((code) => code.kind !== 'word' || code.text !== 'null');
  if (codes.length > 0 && soleWord(json, 'ErrorCode') !== '0') complaints.push('accepted with an error code');
  if (soleWord(json, 'OrderId') !== ORDER_ID || sumOf(json, 'Amount') !== AMOUNT)
    complaints.push('another order or sum');
  if (value.acquirerPaymentId !== soleWord(json, 'PaymentId'))
    complaints.push(`payment id ${value.acquirerPaymentId}`);
  if (value.paymentUrl !== soleWord(json, 'PaymentURL')) complaints.push('another address');
  if (!/^https?:/i.test(value.paymentUrl.trim())) complaints.push(`the address ${value.paymentUrl}`);
  return complaints;
}

function checkOne(status: BankStatus, json: ReadJson | null, amounts: readonly string[]): string[] {
  const complaints = checkStatus(status, json, amounts);
  if (status.acquirerPaymentId !== PAYMENT_ID) complaints.push('another payment than was asked for');
  if (status.orderId !== soleWord(json, 'OrderId')) complaints.push('another order');
  return complaints;
}

function checkValue(call: Call, value: unknown, json: ReadJson | null): string[] {
  switch (call) {
    case 'createOrder':
      return checkAccepted(value as { acquirerPaymentId: string; paymentUrl: string }, json);
    case 'getState':
      return checkOne(value as BankStatus, json, ['Amount']);
    case 'cancelOrder':
      return checkOne(value as BankStatus, json, ['OriginalAmount', 'Amount']);
    case 'findOrder':
      return checkList(value as readonly BankStatus[], json);
    case 'checkHealth':
      return [];
  }
}

function checkError(call: Call, error: unknown, json: ReadJson | null): string[] {
  const isWrite = call === 'createOrder' || call === 'cancelOrder';
  if (error instanceof UnknownOutcome) return isWrite ? [] : ['UnknownOutcome of a read'];
  const ending = meaningOf(soleWord(json, 'ErrorCode') ?? '').endings[OPERATIONS[call]];
  if (error instanceof Rejected) {
    return ending === 'rejected' && flag(json) !== true
      ? []
      : [`Rejected ${error.code}, but no code says so`];
  }
  if (error instanceof Unavailable) {
    return !isWrite || ending === 'unavailable' ? [] : [`Unavailable ${error.code} of a write that was sent`];
  }
  return [`ends in ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`];
}

function outcomeOf(ending: Ending): string {
  if ('value' in ending) return 'value';
  if ('hung' in ending) return 'hung';
  const { error } = ending;
  const isTyped =
    error instanceof Rejected || error instanceof Unavailable || error instanceof UnknownOutcome;
  return isTyped ? `${error.name} ${error.code}` : 'untyped';
}

const SECRET = /demo\$Secret|4300000000000777/;

/** Holds the ending of a call against the answer that it had. */
export function judge(
  recipe: Recipe,
  ending: Ending,
): { readonly outcome: string; readonly complaints: readonly string[] } {
  const { status, bytes } = answerOf(recipe);
  const json = status === 200 ? readJson(bytes.toString('utf8').replace(/^\ufeff/, '')) : null;
  const complaints: string[] = [];
  if ('hung' in ending) complaints.push('hangs');
  else if ('value' in ending)
    complaints.push(...checkTerminal(json), ...checkValue(recipe.call, ending.value, json));
  else {
    complaints.push(...checkError(recipe.call, ending.error, json));
    const { message, cause } = ending.error as { message?: string; cause?: { message?: string } };
    if (SECRET.test(`${String(message)} ${String(cause?.message)}`))
      complaints.push('the error holds a secret');
    if (isUnchanged(recipe) && recipe.code === 0 && recipe.status < 7)
      complaints.push('a good answer is refused');
  }
  if (Object.keys(Object.prototype).length > 0) complaints.push('the prototype of all objects has changed');
  return { outcome: `${recipe.call} ${outcomeOf(ending)}`, complaints };
}
