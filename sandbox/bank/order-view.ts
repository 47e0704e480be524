import type { Bank } from './bank';
import type { Delivery } from './delivery';
import { type Order } from './orders';

export interface OrderView {
  readonly paymentId: string;
  readonly orderId: string;
  readonly amount: number;
  readonly status: string;
  readonly terminalKey: string;
  readonly description: string;
  readonly customerKey: string | null;
  readonly recurrent: boolean;
  readonly notificationUrl: string | null;
  readonly successUrl: string | null;
  readonly failUrl: string | null;
  readonly paymentUrl: string;
  readonly deadline: string;
  readonly refundedAmount: number;
  readonly errorCode: string;
  readonly pan: string | null;
  readonly rebillId: number | null;
  readonly email: string | null;
  readonly history: Order['history'];
  readonly deliveries: readonly Delivery[];
}

/** An order as the control API shows it. */
export function orderView(bank: Bank, order: Order): OrderView {
  return {
    paymentId: order.paymentId,
    orderId: order.orderId,
    amount: order.amount,
    status: order.status,
    terminalKey: order.terminalKey,
    description: order.description,
    customerKey: order.customerKey ?? null,
    recurrent: order.recurrent,
    notificationUrl: order.notificationUrl ?? null,
    successUrl: order.successUrl ?? null,
    failUrl: order.failUrl ?? null,
    paymentUrl: bank.paymentUrl(order),
    deadline: new Date(order.deadline).toISOString(),
    refundedAmount: order.refundedAmount,
    errorCode: order.decline?.code ?? '0',
    pan: order.card?.pan ?? null,
    rebillId: order.rebillId ?? null,
    email: order.email ?? null,
    history: order.history,
    deliveries: order.deliveries,
  };
}
