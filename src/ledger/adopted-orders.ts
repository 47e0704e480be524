import type { Kopecks } from '../shared/money';
import { adoptedIdOf, madeAtOf, paymentIdOfOrder } from './document-numbers';
import type { LedgerUnit } from './ledger-store.port';
import type { LedgerTools } from './ledger-tools';
import { openPayment } from './open-payment';
import type { Payment } from './payment';

/** An order that the bank has taken money for and the ledger does not know, and whose it is. */
export interface OrderToAdopt {
  readonly orderId: string;
  readonly acquirerPaymentId: string;
  readonly terminal: string;
  /** As the bank says it. */
  readonly amountKopecks: Kopecks;
  readonly subscriberUid: string;
  readonly agreementId: string;
  readonly agreementNumber: string;
  readonly operatorName: string | null;
}

/** Orders that the ledger takes for its own after the fact. */
export class AdoptedOrders {
  constructor(private readonly tools: LedgerTools) {}

  /**
   * Writes a payment for an order, of which nothing is believed but that it is there: the bank is asked about it at once, and
   * its answer moves it as it moves every other. Its id is the one in the order's number where that is one of ours; else it is
   * made from the order. Either way it is always the same one.
   * @throws DuplicateRow when the ledger knows the order
   */
  async open(unit: LedgerUnit, order: OrderToAdopt, actor: string): Promise<Payment> {
    const now = this.tools.clock.now();
    const ownId = paymentIdOfOrder(order.orderId);
    const id = ownId ?? adoptedIdOf(order.terminal, order.orderId);
    // What the ledger made once and has lost is as old as its number: a quarantine since then casts its doubt on it.
    const madeAt = ownId === null ? now : madeAtOf(ownId);
    const times = { createdAt: madeAt < now ? madeAt : now, expiresAt: now, nextAskAt: now };
    return openPayment(this.tools, unit, { ...order, id, ...times }, actor);
  }

  /** Tells the journal, after the transaction: what a restored backup may lack. */
  async opened(payment: Payment): Promise<void> {
    await this.tools.journal.opened(payment);
  }
}
