import { z } from 'zod';
import type { Bank } from './bank';
import { ControlError, readBody } from './control-body';
import type { SignedMessage } from './delivery';
import { paymentNotification } from './notification-body';
import { currentAmount } from './orders';
import { postJson, type PostAnswer } from './post';
import { withBrokenToken } from './token';

const notifyBody = z.strictObject({
  orderId: z.string().optional(),
  paymentId: z.string().optional(),
  status: z.string().min(1),
  /** Put over the root of the body before it is signed; null takes a field out. */
  overrides: z.record(z.string(), z.unknown()).optional(),
  badToken: z.boolean().optional(),
});

/** Sends any signed notification about an order once, past its state, and tells what came back. */
export async function sendOneNotification(
  bank: Bank,
  body: unknown,
): Promise<{ sent: SignedMessage } & PostAnswer> {
  const wish = readBody(notifyBody, body);
  const order =
    wish.paymentId === undefined
      ? bank.book.byOrderId(wish.orderId ?? '')
      : bank.book.byPaymentId(wish.paymentId);
  if (!order) throw new ControlError(404, `no payment ${wish.paymentId ?? wish.orderId ?? ''}`);
  const url = order.notificationUrl;
  if (url === undefined) throw new ControlError(409, 'the order has no NotificationURL');
  const news = { ...order, status: wish.status, amount: currentAmount(order) };
  const right = paymentNotification(news, bank.settings.password, wish.overrides);
  const sent = wish.badToken ? withBrokenToken(right) : right;
  bank.notifier.record(sent);
  return {
    sent,
    ...(await postJson(url, JSON.stringify(sent), { timeoutMs: bank.settings.replyTimeoutMs })),
  };
}
