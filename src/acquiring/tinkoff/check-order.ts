import type { BankStatus } from '../../ledger/bank-status';
import { meaningOf } from './error-table';
import { inDoubt, refusal } from './failures';
import { statement } from './statement';
import type { TinkoffClient } from './tinkoff-client';
import {
  field,
  flagOf,
  isGiven,
  isWireObject,
  kopecksOf,
  orderIdOf,
  wordOf,
  type WireObject,
} from './wire-values';

function isNotFound(answer: WireObject): boolean {
  const code = wordOf(field(answer, 'ErrorCode'));
  return code !== null && meaningOf(code).code === 'not_found';
}

/** That an order is unknown counts as little as its payments do, when it is said of another one. */
function isAboutAnother(orderId: string, answer: WireObject): boolean {
  const answered = field(answer, 'OrderId');
  return isGiven(answered) && answered !== '' && orderIdOf(answered) !== orderId;
}

/** One entry that cannot be read spoils the list: it could be the one with the money. */
function readPayment(terminal: string, orderId: string, payment: unknown): BankStatus {
  const fields = isWireObject(payment) ? payment : {};
  const acquirerPaymentId = wordOf(field(fields, 'PaymentId'));
  const rawStatus = wordOf(field(fields, 'Status'));
  if (acquirerPaymentId === null || rawStatus === null) throw inDoubt('CheckOrder', 'incomplete_answer');
  return statement({
    orderId,
    acquirerPaymentId,
    terminal,
    rawStatus,
    amountKopecks: kopecksOf(field(fields, 'Amount')),
    errorCode: field(fields, 'ErrorCode'),
    source: 'poll',
  });
}

/**
 * `CheckOrder`: the payments that the bank has for an order, in its own order; in practice perhaps only the last try.
 * None, when it does not know the order.
 * @throws Rejected, Unavailable
 */
export async function checkOrder(client: TinkoffClient, orderId: string): Promise<readonly BankStatus[]> {
  const answer = await client.call('CheckOrder', { OrderId: orderId });
  if (isAboutAnother(orderId, answer)) throw inDoubt('CheckOrder', 'foreign_answer');
  const payments = field(answer, 'Payments');
  const hasPayments = Array.isArray(payments) && payments.length > 0;
  if (!hasPayments && flagOf(field(answer, 'Success')) !== true) {
    if (isNotFound(answer)) return [];
    throw refusal('CheckOrder', answer);
  }
  if (!Array.isArray(payments)) throw inDoubt('CheckOrder', 'incomplete_answer');
  return payments.map((payment) => readPayment(client.terminalKey, orderId, payment));
}
