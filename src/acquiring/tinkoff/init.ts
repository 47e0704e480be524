import type { AcceptedOrder, NewOrder } from '../acquirer.port';
import { inDoubt, refusal } from './failures';
import { emailForBank, phoneForBank } from './payer-contacts';
import type { RequestFields, TinkoffClient } from './tinkoff-client';
import { field, flagOf, isGiven, kopecksOf, orderIdOf, wordOf, type WireObject } from './wire-values';

const MOSCOW_OFFSET_MS = 3 * 60 * 60 * 1000;
const MAX_DESCRIPTION = 140;
const MAX_PAYMENT_URL = 500;

/** `YYYY-MM-DDTHH:MM:SS+03:00`, the only form of time that the bank's protocol v2 takes. */
function moscowTime(instant: Date): string {
  return `${new Date(instant.getTime() + MOSCOW_OFFSET_MS).toISOString().slice(0, 19)}+03:00`;
}

/** Cut by characters and not by UTF-16 units; half of one would be signed and sent as different bytes. */
function shortDescription(text: string): string {
  return Array.from(text.replace(/\p{Surrogate}/gu, ''))
    .slice(0, MAX_DESCRIPTION)
    .join('');
}

function requestOf(order: NewOrder, notificationUrl: string): RequestFields {
  const description = shortDescription(order.description);
  const email = emailForBank(order.payerEmail);
  const phone = phoneForBank(order.payerPhone);
  return {
    Amount: order.amountKopecks,
    OrderId: order.orderId,
    ...(description === '' ? {} : { Description: description }),
    PayType: 'O',
    Language: order.language,
    NotificationURL: notificationUrl,
    ...(order.successUrl === null ? {} : { SuccessURL: order.successUrl }),
    ...(order.failUrl === null ? {} : { FailURL: order.failUrl }),
    RedirectDueDate: moscowTime(order.expiresAt),
    DATA: {
      // The payer pays, the card is not kept.
      OperationInitiatorType: '0',
      ...(email === null ? {} : { Email: email }),
      ...(phone === null ? {} : { Phone: phone }),
    },
  };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol);
}

function acceptedOrder(order: NewOrder, answer: WireObject): AcceptedOrder {
  const orderId = orderIdOf(field(answer, 'OrderId'));
  const amount = kopecksOf(field(answer, 'Amount'));
  const acquirerPaymentId = wordOf(field(answer, 'PaymentId'));
  const paymentUrl = field(answer, 'PaymentURL');
  const errorCode = field(answer, 'ErrorCode');
  if (isGiven(errorCode) && wordOf(errorCode) !== '0')
    throw inDoubt('Init', 'contradictory_answer', codeOf(answer));
  if (orderId === null || amount === null || acquirerPaymentId === null)
    throw inDoubt('Init', 'incomplete_answer');
  if (orderId !== order.orderId || amount !== order.amountKopecks) throw inDoubt('Init', 'foreign_answer');
  if (wordOf(field(answer, 'Status')) === null) throw inDoubt('Init', 'incomplete_answer');
  if (typeof paymentUrl !== 'string' || paymentUrl.length > MAX_PAYMENT_URL || !isWebAddress(paymentUrl)) {
    throw inDoubt('Init', 'unusable_payment_url');
  }
  return { acquirerPaymentId, paymentUrl };
}

/**
 * `Init`: makes a payment session for one order, paid in one stage.
 * @throws Rejected, Unavailable, UnknownOutcome; the last also for a refusal that names a payment of its own, and for
 *   one that says that the order's number is taken.
 */
export async function init(
  client: TinkoffClient,
  notificationUrl: string,
  order: NewOrder,
): Promise<AcceptedOrder> {
  const answer = await client.call('Init', requestOf(order, notificationUrl));
  switch (flagOf(field(answer, 'Success'))) {
    case true:
      return acceptedOrder(order, answer);
    case false:
      if (hasPayment(answer)) throw inDoubt('Init', 'refused_with_payment', codeOf(answer));
      throw refusal('Init', answer);
    case null:
      throw inDoubt('Init', 'incomplete_answer');
  }
}

function hasPayment(answer: WireObject): boolean {
  const id = wordOf(field(answer, 'PaymentId'));
  return id !== null && id !== '0';
}

function codeOf(answer: WireObject): string | undefined {
  return wordOf(field(answer, 'ErrorCode')) ?? undefined;
}
