import { kopecks } from '../../src/shared/money';
import { adoptedIdOf, orderIdOf } from '../../src/ledger/document-numbers';
import { TERMINAL, type SimBank } from './sim-bank';
import type { Surroundings } from './sim-process';
import { CHAOS_MS } from './terms';

const LIFETIME_MS = 12 * 60_000;

/** Orders that another program makes on our terminal, and payers pay. The bank tells us of them as of ours. */
export class Strays {
  /** By the number that documents about them have in billing, should they be adopted. */
  private readonly byNumber = new Map<string, string>();

  constructor(around: Surroundings, bank: SimBank) {
    const { chance, scheduler, weather } = around;
    for (let i = 0; i < weather().strays; i += 1) {
      const orderId = `SHOP-${i}`;
      this.byNumber.set(orderIdOf(adoptedIdOf(TERMINAL, orderId)), orderId);
      scheduler.after(chance.between(0, CHAOS_MS / 2), `a stray order ${orderId}`, () => {
        const order = bank.createElsewhere(orderId, kopecks(700_000 + i * 137), scheduler.now + LIFETIME_MS);
        bank.pay(order);
        if (!chance.hit(weather().refunds)) return;
        scheduler.after(chance.between(600, CHAOS_MS), 'a stray is refunded', () =>
          bank.refund(order, false),
        );
      });
    }
  }

  /** The order that a document number is about: its own number, or the one of an adopted order. */
  orderOf(number: string): string {
    return this.byNumber.get(number) ?? number;
  }

  /** The number of documents about an order. */
  numberOf(orderId: string): string {
    return [...this.byNumber].find(([, known]) => known === orderId)?.[0] ?? orderId;
  }

  has(orderId: string): boolean {
    return [...this.byNumber.values()].includes(orderId);
  }
}
