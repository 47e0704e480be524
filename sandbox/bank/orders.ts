import { randomBytes } from 'node:crypto';
import type { MaskedCard } from './cards';
import type { Delivery } from './delivery';
import { mayMove } from './status-machine';

export interface Decline {
  readonly code: string;
  readonly details: string;
}

/** What Init asked for. */
export interface OrderRequest {
  readonly terminalKey: string;
  readonly orderId: string;
  readonly amount: number;
  readonly description: string;
  readonly customerKey: string | undefined;
  readonly recurrent: boolean;
  readonly stages: 1 | 2;
  readonly notificationUrl: string | undefined;
  readonly successUrl: string | undefined;
  readonly failUrl: string | undefined;
  /** Until when the link can be paid, in milliseconds since 1970. */
  readonly deadline: number;
  readonly hasReceipt: boolean;
}

export interface Order extends OrderRequest {
  readonly paymentId: string;
  readonly formId: string;
  status: string;
  readonly history: { readonly at: string; readonly status: string }[];
  /** Given back so far, from a hold or from taken money. */
  refundedAmount: number;
  decline: Decline | undefined;
  card: MaskedCard | undefined;
  email: string | undefined;
  rebillId: number | undefined;
  /** Keys of refunds already done (`ExternalRequestId`). */
  readonly refundKeys: Set<string>;
  readonly deliveries: Delivery[];
}

/** The sum that a statement about the order names: after a partial return, what is left (bank facts: unknown, older). */
export function currentAmount(order: Order): number {
  return order.status.startsWith('PARTIAL_') ? order.amount - order.refundedAmount : order.amount;
}

/** The orders of the stand-in, in memory. */
export class OrderBook {
  private readonly orders = new Map<string, Order>();
  // Ten digits, as the bank's; begun by the clock, so that ids do not come again after a restart.
  private lastId = 1_000_000_000 + (Math.floor(Date.now() / 10) % 8_000_000_000);

  constructor(private readonly now: () => number) {}

  /** @param paymentId of a payment that the bank has from an earlier time; else the next one */
  create(request: OrderRequest, paymentId = this.nextId()): Order {
    const order: Order = {
      ...request,
      paymentId,
      formId: randomBytes(6).toString('hex'),
      status: 'NEW',
      history: [],
      refundedAmount: 0,
      decline: undefined,
      card: undefined,
      email: undefined,
      rebillId: undefined,
      refundKeys: new Set(),
      deliveries: [],
    };
    this.orders.set(order.paymentId, order);
    this.put(order, 'NEW');
    return order;
  }

  byPaymentId(paymentId: string): Order | undefined {
    const order = this.orders.get(paymentId);
    return order && this.expireIfDue(order);
  }

  byFormId(formId: string): Order | undefined {
    return this.find((order) => order.formId === formId);
  }

  byOrderId(orderId: string): Order | undefined {
    return this.find((order) => order.orderId === orderId);
  }

  all(): Order[] {
    return [...this.orders.values()].map((order) => this.expireIfDue(order));
  }

  clear(): void {
    this.orders.clear();
  }

  /** @throws Error when the move is not in the table: a mistake of the stand-in. */
  move(order: Order, ...steps: readonly string[]): void {
    for (const status of steps) {
      if (!mayMove(order.status, status)) throw new Error(`${order.status} cannot become ${status}`);
      this.put(order, status);
    }
  }

  /** Sets any status, past the table. */
  put(order: Order, status: string): void {
    order.status = status;
    order.history.push({ at: new Date(this.now()).toISOString(), status });
  }

  private nextId(): string {
    do this.lastId += 1;
    while (this.orders.has(String(this.lastId)));
    return String(this.lastId);
  }

  private find(fits: (order: Order) => boolean): Order | undefined {
    for (const order of this.orders.values()) if (fits(order)) return this.expireIfDue(order);
    return undefined;
  }

  /** A link dies in silence: no notification tells of it (bank facts: notifications, when). */
  private expireIfDue(order: Order): Order {
    if (this.now() >= order.deadline && mayMove(order.status, 'DEADLINE_EXPIRED'))
      this.move(order, 'DEADLINE_EXPIRED');
    return order;
  }
}
