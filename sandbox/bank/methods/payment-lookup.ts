import type { Bank } from '../bank';
import type { Order } from '../orders';
import { Refusal } from '../refusal';

/** @throws Refusal when there is none. */
export function findPayment(bank: Bank, paymentId: string | undefined): Order {
  const order = paymentId === undefined ? undefined : bank.book.byPaymentId(paymentId);
  if (!order) throw new Refusal('255', `Платёж ${paymentId ?? ''} не найден`);
  return order;
}

/** The last try failed. */
export function isDeclined(order: Order): boolean {
  return order.status === 'REJECTED' || order.status === 'AUTH_FAIL';
}
