import { array, ipAddress, kopecks, object, oneOf, paymentId, text } from '../fields';
import { isObject, textOf, wholeNumber, type JsonObject } from '../json';
import type { Order } from '../orders';
import { checkReceipt } from '../receipt';
import { Refusal } from '../refusal';
import { giveBack, remaining } from '../refunds';
import { findPayment } from './payment-lookup';
import type { Method } from './method';

/** A partial return of what was paid with a receipt brings the receipt of what is returned (bank facts: Cancel). */
function checkReturnReceipt(order: Order, request: JsonObject, amount: number | undefined): void {
  const unpaid = order.status === 'NEW' || order.status === 'FORM_SHOWED';
  const receipt = request['Receipt'];
  const returned = amount ?? remaining(order);
  if (unpaid) return;
  if (isObject(receipt)) checkReceipt(receipt, returned);
  else if (order.hasReceipt && returned < remaining(order)) {
    throw new Refusal('309', 'Receipt: при частичном возврате нужен чек возвращаемых позиций');
  }
}

export const cancel: Method = {
  fields: {
    PaymentId: paymentId(),
    Amount: kopecks(),
    Receipt: object(),
    IP: ipAddress(),
    QrMemberId: text({ max: 100 }),
    ExternalRequestId: text({ max: 256 }),
    Shops: array(),
    Route: oneOf('TCB', 'BNPL'),
    Source: oneOf('installment', 'BNPL'),
  },

  answer: (bank, request) => {
    const order = findPayment(bank, textOf(request, 'PaymentId'));
    const key = textOf(request, 'ExternalRequestId') ?? '';
    const amount = wholeNumber(request['Amount']);
    const state = (originalAmount: number, newAmount: number): JsonObject => ({
      Success: true,
      ErrorCode: '0',
      TerminalKey: order.terminalKey,
      Status: order.status,
      PaymentId: order.paymentId,
      OrderId: order.orderId,
      OriginalAmount: originalAmount,
      NewAmount: newAmount,
      ...(key ? { ExternalRequestId: key } : {}),
    });
    // A repeated key gets the present state and returns nothing more (bank facts: ExternalRequestId).
    if (key && order.refundKeys.has(key)) return state(remaining(order), remaining(order));
    checkReturnReceipt(order, request, amount);
    const { originalAmount, newAmount } = giveBack(bank, order, amount);
    if (key) order.refundKeys.add(key);
    return state(originalAmount, newAmount);
  },
};
