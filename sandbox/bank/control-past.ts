import { z } from 'zod';
import type { Bank } from './bank';
import { ControlError, readBody } from './control-body';

const DAY_MS = 24 * 60 * 60 * 1000;

const pastOrders = z.strictObject({
  orders: z
    .array(
      z.strictObject({
        orderId: z.string().min(1).max(36),
        paymentId: z.string().regex(/^\d{1,20}$/),
        amount: z.number().int().min(1),
        status: z.string().min(1).max(40),
        errorCode: z.string().min(1).optional(),
        refundedAmount: z.number().int().min(0).default(0),
      }),
    )
    .max(100_000),
});

/**
 * Orders of an earlier time, as this bank would show them now: they come into being with their last status, and nobody is
 * told of them. Their links can be paid for one more day.
 * @throws ControlError when a payment id is in use
 */
export function seedPastOrders(bank: Bank, body: unknown): { readonly made: number } {
  const { orders } = readBody(pastOrders, body);
  const taken = orders.find(({ paymentId }) => bank.book.byPaymentId(paymentId));
  if (taken) throw new ControlError(409, `there is a payment ${taken.paymentId}`);
  for (const { orderId, paymentId, amount, status, errorCode, refundedAmount } of orders) {
    const request = {
      terminalKey: bank.settings.terminalKey,
      orderId,
      amount,
      description: '',
      customerKey: undefined,
      recurrent: false,
      stages: 1 as const,
      notificationUrl: undefined,
      successUrl: undefined,
      failUrl: undefined,
      deadline: bank.now() + DAY_MS,
      hasReceipt: false,
    };
    const order = bank.book.create(request, paymentId);
    order.refundedAmount = refundedAmount;
    if (errorCode !== undefined) order.decline = { code: errorCode, details: 'Поставлено тестом' };
    if (status !== 'NEW') bank.book.put(order, status);
  }
  return { made: orders.length };
}
