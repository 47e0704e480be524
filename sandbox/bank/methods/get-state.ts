import { ipAddress, paymentId } from '../fields';
import { textOf } from '../json';
import { currentAmount } from '../orders';
import { messageOf } from '../refusal';
import { findPayment, isDeclined } from './payment-lookup';
import type { Method } from './method';

export const getState: Method = {
  fields: { PaymentId: paymentId(), IP: ipAddress() },

  /** A declined payment answers `Success:false` and yet the whole body with its status (bank facts: GetState). */
  answer: (bank, request) => {
    const order = findPayment(bank, textOf(request, 'PaymentId'));
    const declined = isDeclined(order);
    const code = declined ? (order.decline?.code ?? '1051') : '0';
    return {
      Success: !declined,
      ErrorCode: code,
      Message: declined ? messageOf(code) : 'OK',
      ...(declined ? { Details: order.decline?.details ?? messageOf(code) } : {}),
      TerminalKey: order.terminalKey,
      Status: order.status,
      PaymentId: order.paymentId,
      OrderId: order.orderId,
      Amount: currentAmount(order),
      ...(order.card
        ? {
            Params: [
              { Key: 'Route', Value: 'ACQ' },
              { Key: 'Source', Value: 'cards' },
            ],
          }
        : {}),
    };
  },
};
