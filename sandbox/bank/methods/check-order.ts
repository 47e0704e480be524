import { text } from '../fields';
import { textOf } from '../json';
import { currentAmount } from '../orders';
import { messageOf, Refusal } from '../refusal';
import { isDeclined } from './payment-lookup';
import type { Method } from './method';

export const checkOrder: Method = {
  fields: { OrderId: text({ max: 36, sizeCode: '212', required: true }) },

  /** In the list `Success` is text and `ErrorCode` a number, against the habit elsewhere (bank facts: CheckOrder). */
  answer: (bank, request) => {
    const orderId = textOf(request, 'OrderId') ?? '';
    const order = bank.book.byOrderId(orderId);
    if (!order) throw new Refusal('335', `OrderId ${orderId} не найден у терминала`);
    const declined = isDeclined(order);
    const code = declined ? (order.decline?.code ?? '1051') : '0';
    return {
      Success: true,
      ErrorCode: '0',
      Message: 'OK',
      TerminalKey: order.terminalKey,
      OrderId: order.orderId,
      Payments: [
        {
          PaymentId: order.paymentId,
          Amount: currentAmount(order),
          Status: order.status,
          Success: String(!declined),
          ErrorCode: Number(code),
          Message: declined ? messageOf(code) : 'OK',
        },
      ],
    };
  },
};
