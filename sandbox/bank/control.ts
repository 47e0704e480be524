import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Bank } from './bank';
import { TEST_CARDS } from './cards';
import { ControlError, readBody } from './control-body';
import { sendOneNotification } from './control-notify';
import { seedPastOrders } from './control-past';
import { orderView, type OrderView } from './order-view';
import type { Notice } from './notifications';
import type { Order } from './orders';
import { canBePaid, enterCode, presentCard } from './payment';
import { giveBack } from './refunds';
import { Refusal } from './refusal';

type OrderCall = FastifyRequest<{ Params: { id: string } }>;

const payBody = z.strictObject({
  card: z.string().default('4300000000000777'),
  email: z.string().optional(),
  expiry: z
    .string()
    .regex(/^\d{4}$/, 'MMYY is expected')
    .default('1230'),
  code: z.string().min(1).default('1234'),
});
const refundBody = z.strictObject({ amount: z.number().int().min(1).optional() });
const statusBody = z.strictObject({
  status: z.string().min(1).max(40),
  errorCode: z.string().min(1).optional(),
  refundedAmount: z.number().int().min(0).optional(),
});

/** A hundred thousand orders or so. */
const BULK_BYTES = 32 * 1024 * 1024;

/** What the bank does besides answering: for tests and demos only. */
export function serveControl(app: FastifyInstance, bank: Bank): void {
  const orderOf = (call: OrderCall): Order => {
    const order = bank.book.byPaymentId(call.params.id);
    if (!order) throw new ControlError(404, `no payment ${call.params.id}`);
    return order;
  };
  const viewAfter = async (order: Order, notices: readonly (Notice | undefined)[]): Promise<OrderView> => {
    await Promise.all(notices.flatMap((notice) => (notice ? [notice.triedOnce] : [])));
    return orderView(bank, order);
  };

  app.get('/_control/orders', (call: FastifyRequest<{ Querystring: { orderId?: string } }>) => {
    const { orderId } = call.query;
    const orders = bank.book.all().filter((order) => orderId === undefined || order.orderId === orderId);
    return orders.map((order) => orderView(bank, order));
  });
  app.get('/_control/orders/:id', (call: OrderCall) => orderView(bank, orderOf(call)));
  app.post('/_control/orders', { bodyLimit: BULK_BYTES }, (call) => seedPastOrders(bank, call.body));
  app.get('/_control/calls', () => Object.fromEntries(bank.calls));

  app.post('/_control/orders/:id/pay', async (call: OrderCall) => {
    const order = orderOf(call);
    const { card, email, expiry, code } = readBody(payBody, call.body);
    const pan = card.replace(/\s/g, '');
    if (!TEST_CARDS.has(pan)) {
      throw new ControlError(400, `card: not a test card; there are ${[...TEST_CARDS.keys()].join(', ')}`);
    }
    if (!canBePaid(bank, order)) throw new ControlError(409, `an order in ${order.status} cannot be paid`);
    let step = presentCard(bank, order, { pan, expDate: expiry, email });
    if (step.kind === 'challenge') step = enterCode(bank, order, code);
    return viewAfter(order, step.kind === 'over' ? step.notices : []);
  });

  app.post('/_control/orders/:id/refund', async (call: OrderCall) => {
    const order = orderOf(call);
    const { amount } = readBody(refundBody, call.body);
    try {
      return await viewAfter(order, [giveBack(bank, order, amount).notice]);
    } catch (error) {
      if (error instanceof Refusal) throw new ControlError(409, error.details);
      throw error;
    }
  });

  app.post('/_control/orders/:id/status', (call: OrderCall) => {
    const order = orderOf(call);
    const { status, errorCode, refundedAmount } = readBody(statusBody, call.body);
    if (errorCode !== undefined) order.decline = { code: errorCode, details: 'Поставлено тестом' };
    if (refundedAmount !== undefined) order.refundedAmount = refundedAmount;
    bank.book.put(order, status);
    return orderView(bank, order);
  });

  app.post('/_control/faults', (call) => {
    const answer = bank.faults.set(readBody(z.unknown(), call.body));
    if (!answer.accepted) throw new ControlError(400, answer.problems.join('; '));
    return { faults: answer.faults };
  });

  app.post('/_control/reset', () => {
    bank.reset();
    return { reset: true };
  });

  app.post('/_control/notify', (call) => sendOneNotification(bank, call.body));
}
