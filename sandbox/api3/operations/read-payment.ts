import type { Message } from '../soap/message';
import { faultOf } from '../soap/soap-fault';
import { StrictRefusal } from '../soap/strict-refusal';
import { kopecksFromDecimal } from '../values/kopecks';
import { isDateTime } from '../values/moscow-time';
import { CURRENCY_ID } from './operator';

export interface PostedPayment {
  readonly amountKopecks: number;
  readonly receipt: string;
  readonly classid: number;
  readonly cashcode: number;
  readonly paydate: string | undefined;
  readonly comment: string;
  readonly uuid: string;
}

/** Fields that only the cash desk's corrections and transfers use: a fresh posting leaves them alone. */
const UNSET_IN_A_POSTING = [
  'recordid',
  'parentrecordid',
  'orderid',
  'status',
  'fromagrmid',
  'revno',
  'revisions',
];

const CASH_CODES = [1, 2, 3, 4];
const CASH = 1;

/** Reads `val` of a posting; `personid` is the signed-in manager, the only one it may name. */
export function readPayment(val: Message, personid: number): PostedPayment {
  const used = UNSET_IN_A_POSTING.find((name) => val.integer(name) !== 0);
  if (used !== undefined) refuse(used, val.text(used), 'is not for a posting');
  if (![0, -1, personid].includes(val.integer('modperson'))) {
    refuse('modperson', val.text('modperson'), 'is not the signed-in manager (send 0)');
  }
  if (![0, CURRENCY_ID].includes(val.integer('currid')))
    refuse('currid', val.text('currid'), 'is no currency here');
  const cashcode = val.integer('cashcode', CASH);
  if (!CASH_CODES.includes(cashcode)) refuse('cashcode', val.text('cashcode'), 'is not 1, 2, 3 or 4');
  return {
    amountKopecks: readAmount(val.text('amount')),
    receipt: readReceipt(val.text('receipt')),
    classid: val.integer('classid'),
    cashcode,
    paydate: readDateTime('paydate', val.text('paydate')),
    comment: val.text('comment'),
    uuid: val.text('uuid'),
  };
}

/** Which precision the core stores is unknown, so more than kopecks never leaves a careful client. */
function readAmount(text: string): number {
  const kopecks = kopecksFromDecimal(text);
  if (kopecks === undefined) return refuse('amount', text, 'is not a sum with at most two decimals');
  // Whether the core takes a negative posting is unknown (api3 facts: refunds); this one says no.
  if (kopecks <= 0) throw faultOf('Payment amount must be positive. amount = $1', text);
  return kopecks;
}

/** What is known to work: up to 36 letters, digits and "-" (api3 facts: exactly once with one receipt). */
function readReceipt(text: string): string {
  if (text === '') throw faultOf('No confirmative document');
  if (!/^[A-Za-z0-9-]{1,36}$/.test(text)) refuse('receipt', text, 'is not 1 to 36 letters, digits and "-"');
  return text;
}

export function readDateTime(name: string, text: string): string | undefined {
  if (text === '') return undefined;
  if (!isDateTime(text)) refuse(name, text, 'is no YYYY-MM-DD HH:MM:SS');
  return text;
}

function refuse(name: string, text: string, why: string): never {
  throw new StrictRefusal(`${name}: "${text}" ${why}`);
}
