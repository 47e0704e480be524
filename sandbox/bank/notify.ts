import { z } from 'zod';
import { outcomeOf } from './delivery';
import { paymentNotification } from './notification-body';
import type { NotifyArguments } from './notify-arguments';
import { postJson } from './post';
import { withBrokenToken } from './token';

const knownOrders = z.array(z.object({ orderId: z.string(), paymentId: z.string(), amount: z.number() }));

interface OrderFacts {
  readonly amount?: number;
  readonly paymentId?: string;
}

/** What a running stand-in knows of the order; nothing when there is no stand-in or no such order. */
async function askStandIn(bankUrl: string, orderId: string): Promise<OrderFacts> {
  try {
    const answer = await fetch(`${bankUrl}/_control/orders`, { signal: AbortSignal.timeout(2000) });
    const orders = knownOrders.parse(await answer.json());
    return orders.find((order) => order.orderId === orderId) ?? {};
  } catch {
    return {};
  }
}

function isIn(wish: NotifyArguments, key: string): boolean {
  return wish.overrides[key] !== undefined;
}

async function orderFacts(wish: NotifyArguments): Promise<Required<OrderFacts>> {
  const complete = wish.amount !== undefined && wish.paymentId !== undefined;
  const known = complete ? {} : await askStandIn(wish.bankUrl, wish.orderId);
  // A field that --set gives or takes out is not missed.
  const amount = wish.amount ?? known.amount ?? (isIn(wish, 'Amount') ? 0 : undefined);
  const paymentId = wish.paymentId ?? known.paymentId ?? (isIn(wish, 'PaymentId') ? '0' : undefined);
  if (amount === undefined || paymentId === undefined) {
    throw new Error(
      `No bank stand-in at ${wish.bankUrl} knows the order ${wish.orderId}: give --amount and --payment-id`,
    );
  }
  return { amount, paymentId };
}

/**
 * Makes the notification, sends it and tells what came back.
 * @returns whether the service answered 200 and OK, or nothing was to be sent.
 */
export async function notify(wish: NotifyArguments, say: (line: string) => void): Promise<boolean> {
  const { amount, paymentId } = await orderFacts(wish);
  const { terminalKey, orderId, status } = wish;
  const card = { pan: '430000******0777', expDate: '1230' };
  const right = paymentNotification(
    { terminalKey, orderId, status, amount, paymentId, card },
    wish.password,
    wish.overrides,
  );
  const text = JSON.stringify(wish.badToken ? withBrokenToken(right) : right, null, 2);
  say(text);
  if (wish.printOnly) return true;
  const answer = await postJson(wish.url, text, { timeoutMs: 10_000 });
  if (answer.httpStatus === null) say(`No answer from ${wish.url}: ${answer.error ?? ''}`);
  else say(`Answer of ${wish.url}: HTTP ${answer.httpStatus}, ${answer.body || '(empty)'}`);
  return outcomeOf(answer) === 'ok';
}
