import { checkData, checkInitiator } from '../additional-data';
import type { Bank } from '../bank';
import { array, ipAddress, kopecks, object, oneOf, text, url, type Field } from '../fields';
import { isObject, textOf, wholeNumber, type JsonObject } from '../json';
import { checkReceipt } from '../receipt';
import { deadlineOf } from '../redirect-due-date';
import { Refusal } from '../refusal';
import { isPaid } from '../status-machine';
import type { Method } from './method';

/** Read as a date below, whatever its type. */
const dueDate: Field = { check: () => undefined };

function checkOrderIsNew(bank: Bank, orderId: string): void {
  const earlier = bank.book.byOrderId(orderId);
  if (!earlier) return;
  if (isPaid(earlier.status)) throw new Refusal('623', `Заказ ${orderId} уже оплачен`);
  throw new Refusal('20', `Заказ ${orderId} уже есть, платёж ${earlier.paymentId}`);
}

export const init: Method = {
  fields: {
    Amount: kopecks({ required: true }),
    OrderId: text({ max: 36, sizeCode: '212', required: true }),
    Description: text({ max: 140, sizeCode: '213' }),
    CustomerKey: text({ max: 36, sizeCode: '216' }),
    Recurrent: oneOf('Y'),
    PayType: oneOf('O', 'T'),
    Language: oneOf('ru', 'en'),
    NotificationURL: url(),
    SuccessURL: url(),
    FailURL: url(),
    RedirectDueDate: dueDate,
    DATA: object('250'),
    Receipt: object(),
    Shops: array(),
    Descriptor: text({ max: 100 }),
    // Accepted from old clients (bank facts: Init).
    IP: ipAddress(),
  },

  answer: (bank, request) => {
    const orderId = textOf(request, 'OrderId') ?? '';
    const amount = wholeNumber(request['Amount']) ?? 0;
    const customerKey = textOf(request, 'CustomerKey');
    const recurrent = request['Recurrent'] === 'Y';
    const receipt = request['Receipt'];
    const data: JsonObject = isObject(request['DATA']) ? request['DATA'] : {};
    if (recurrent && !customerKey) throw new Refusal('201', 'CustomerKey: обязателен вместе с Recurrent');
    checkData(data);
    checkInitiator(data, recurrent);
    if (isObject(receipt)) checkReceipt(receipt, amount);
    const deadline = deadlineOf(request['RedirectDueDate'], bank.now());
    checkOrderIsNew(bank, orderId);

    const order = bank.book.create({
      terminalKey: bank.settings.terminalKey,
      orderId,
      amount,
      description: textOf(request, 'Description') ?? '',
      customerKey,
      recurrent,
      stages: request['PayType'] === 'T' ? 2 : 1,
      notificationUrl: textOf(request, 'NotificationURL') ?? bank.settings.defaultNotificationUrl,
      successUrl: textOf(request, 'SuccessURL'),
      failUrl: textOf(request, 'FailURL'),
      deadline,
      hasReceipt: isObject(receipt),
    });
    return {
      Success: true,
      ErrorCode: '0',
      TerminalKey: order.terminalKey,
      Status: order.status,
      PaymentId: order.paymentId,
      OrderId: order.orderId,
      Amount: order.amount,
      PaymentURL: bank.paymentUrl(order),
    };
  },
};
