import type { NewOrder } from '../../src/acquiring/acquirer.port';
import type { BankState } from '../../src/ledger/bank-status';
import { Rejected } from '../../src/shared/upstream-errors';
import type { Surroundings } from './sim-process';

export interface SimOrder {
  readonly acquirerPaymentId: string;
  readonly orderId: string;
  readonly kopecks: number;
  readonly expiresAt: number;
  state: BankState;
  /** The bank took the money, whatever came later. */
  wasConfirmed: boolean;
  /** What each process was told when it last asked. */
  readonly lastTold: Map<string, BankState>;
  /** The bank let go what it held. */
  isReleased: boolean;
  /** The bank gave it back because we called Cancel. */
  isRefundedByUs: boolean;
  /** The bank said something untrue about it. */
  isLiedAbout: boolean;
}

/** What the bank sends about an order. */
export interface SimNotification {
  readonly orderId: string;
  readonly acquirerPaymentId: string;
  readonly state: BankState;
  readonly kopecks: number | null;
  /** The bank takes back its own final word, after which nobody asks it any more. */
  readonly isContradiction: boolean;
  /** False for what only pretends to come from the bank. */
  readonly isSigned: boolean;
}

export const TERMINAL = 'SIM';
/** States in which an order can be paid. */
const PAYABLE: readonly BankState[] = ['unpaid', 'attempt_failed'];
/** States in which a Cancel gives money back. */
const MONEY: readonly BankState[] = ['authorized', 'confirmed', 'partially_refunded'];

const refusal = (operation: string, code: string): Rejected =>
  new Rejected({ upstream: 'tinkoff', operation, code });

/** The bank: its orders, what payers do with them, and what it tells. */
export class SimBank {
  readonly orders = new Map<string, SimOrder>();
  /** Rules of ours that a call broke. */
  readonly broken: string[] = [];

  constructor(
    private readonly around: Surroundings,
    private readonly tell: (notification: SimNotification) => void,
  ) {}

  byOrderId(orderId: string): SimOrder | null {
    return [...this.orders.values()].find((order) => order.orderId === orderId) ?? null;
  }

  create(order: NewOrder): SimOrder {
    const { chance, weather } = this.around;
    if (chance.hit(weather().bankRefuses)) throw refusal('Init', '501');
    if (this.byOrderId(order.orderId)) {
      this.broken.push(`a second Init for one order: ${order.orderId}`);
      throw refusal('Init', '8');
    }
    return this.createElsewhere(order.orderId, order.amountKopecks, order.expiresAt.getTime());
  }

  /** An order, whoever makes it. */
  createElsewhere(orderId: string, kopecks: number, expiresAt: number): SimOrder {
    const made: SimOrder = {
      acquirerPaymentId: String(9_100_000_001 + this.orders.size),
      orderId,
      kopecks,
      expiresAt,
      state: 'unpaid',
      wasConfirmed: false,
      lastTold: new Map(),
      isReleased: false,
      isRefundedByUs: false,
      isLiedAbout: false,
    };
    this.orders.set(made.acquirerPaymentId, made);
    this.around.scheduler.after(Math.max(0, made.expiresAt - this.around.scheduler.now), 'deadline', () =>
      this.endUnpaid(made),
    );
    return made;
  }

  get(acquirerPaymentId: string): SimOrder {
    const order = this.orders.get(acquirerPaymentId);
    if (!order) throw refusal('GetState', '255');
    return order;
  }

  /** Told by the sender's side: it is about to call Cancel. */
  aboutToCancel(acquirerPaymentId: string, by: string): void {
    const order = this.orders.get(acquirerPaymentId);
    const known = order?.lastTold.get(by);
    if (known !== undefined && MONEY.includes(known)) {
      this.broken.push(`Cancel of an order that was known as ${known}: ${String(order?.orderId)}`);
    }
  }

  /** A Cancel of a paid order is a refund, as at the real bank. */
  cancel(acquirerPaymentId: string): SimOrder {
    const order = this.get(acquirerPaymentId);
    if (PAYABLE.includes(order.state)) this.move(order, 'cancelled');
    else if (order.state === 'confirmed') {
      order.isRefundedByUs = true;
      this.move(order, 'refunded');
    } else throw refusal('Cancel', '4');
    return order;
  }

  /** The payer's card is charged, or not. */
  pay(order: SimOrder): void {
    if (!PAYABLE.includes(order.state)) return;
    this.move(order, 'authorized');
    const { chance, scheduler, weather } = this.around;
    const isReleased = chance.hit(weather().releases);
    const ms = chance.between(0, chance.pick([500, 60_000]));
    scheduler.after(ms, `bank decides on ${order.orderId}`, () => {
      order.isReleased = isReleased;
      if (isReleased) this.move(order, 'cancelled');
      else this.take(order);
    });
  }

  failAttempt(order: SimOrder): void {
    if (PAYABLE.includes(order.state)) this.move(order, 'attempt_failed');
  }

  refund(order: SimOrder, isPartial: boolean): void {
    const isPossible = order.state === 'confirmed' || (order.state === 'partially_refunded' && !isPartial);
    if (isPossible) this.move(order, isPartial ? 'partially_refunded' : 'refunded');
  }

  /** The deadline passes. Now and then the bank then takes the money all the same. */
  private endUnpaid(order: SimOrder): void {
    const { chance, scheduler, weather } = this.around;
    if (!PAYABLE.includes(order.state)) return;
    const isContradicted = chance.hit(weather().bankContradicts);
    this.move(order, 'expired');
    if (!isContradicted) return;
    scheduler.after(chance.between(1_000, 900_000), `bank contradicts itself on ${order.orderId}`, () => {
      this.take(order, true);
    });
  }

  private take(order: SimOrder, isContradiction = false): void {
    order.wasConfirmed = true;
    this.move(order, 'confirmed', isContradiction);
  }

  private move(order: SimOrder, state: BankState, isContradiction = false): void {
    const { chance, scheduler, weather } = this.around;
    order.state = state;
    scheduler.note(`bank: ${order.orderId} is ${state}`);
    const isRefund = state === 'refunded' || state === 'partially_refunded';
    const truth = {
      orderId: order.orderId,
      acquirerPaymentId: order.acquirerPaymentId,
      state,
      isContradiction,
      isSigned: true,
    };
    this.tell({ ...truth, kopecks: isRefund ? null : order.kopecks });
    if (chance.hit(weather().notifications.wrongSum)) {
      order.isLiedAbout = true;
      this.tell({ ...truth, kopecks: order.kopecks + chance.pick([-100, 1, order.kopecks * 99]) });
    }
  }
}
