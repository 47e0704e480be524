import type { Bank } from './bank';
import type { Notice } from './notifications';
import type { Order } from './orders';
import { Refusal } from './refusal';

export interface GivenBack {
  readonly originalAmount: number;
  readonly newAmount: number;
  readonly notice: Notice | undefined;
}

const RELEASE = { through: 'REVERSING', whole: 'REVERSED', part: 'PARTIAL_REVERSED' };
const REFUND = { through: 'REFUNDING', whole: 'REFUNDED', part: 'PARTIAL_REFUNDED' };

/** From which statuses money can be given back, and by which steps (bank facts: Cancel moves). */
const RETURNS = new Map([
  ['AUTHORIZED', RELEASE],
  ['PARTIAL_REVERSED', RELEASE],
  ['CONFIRMED', REFUND],
  ['PARTIAL_REFUNDED', REFUND],
]);

const ENDINGS = ['CANCELED', 'REVERSED', 'REFUNDED', 'DEADLINE_EXPIRED'];

/** The sum that is still held or taken. */
export function remaining(order: Order): number {
  return order.amount - order.refundedAmount;
}

/**
 * Cancels an unpaid order, or gives back all that is left or `amount` of it; sends the news.
 * @throws Refusal when the status or the sum does not allow it.
 */
export function giveBack(bank: Bank, order: Order, amount: number | undefined): GivenBack {
  const before = remaining(order);
  if (order.status === 'NEW' || order.status === 'FORM_SHOWED') {
    bank.book.move(order, 'CANCELED');
    return { originalAmount: before, newAmount: 0, notice: bank.notifier.send(order, order.status) };
  }
  const way = RETURNS.get(order.status);
  if (!way) {
    throw new Refusal(
      ENDINGS.includes(order.status) ? '4' : '8',
      `Статус ${order.status}: отмена невозможна`,
    );
  }
  const returned = amount ?? before;
  if (returned > before) throw new Refusal('330', `Amount: ${returned}, осталось ${before}`);
  order.refundedAmount += returned;
  bank.book.move(order, way.through, returned === before ? way.whole : way.part);
  return {
    originalAmount: before,
    newAmount: remaining(order),
    notice: bank.notifier.send(order, order.status),
  };
}
