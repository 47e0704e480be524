import type { JournalOrder } from './journal.port';
import { DuplicateRow, type LedgerUnit } from './ledger-store.port';
import { changed, move, record, type LedgerTools } from './ledger-tools';
import { openPayment } from './open-payment';
import type { Payment } from './payment';
import { INITIAL_STATUS } from './transitions';

const ACTOR = 'journal';

/** Orders that the journal names and the ledger has lost with what was written since a backup. */
export class RestoredOrders {
  constructor(private readonly tools: LedgerTools) {}

  /**
   * Makes an order's row again, or adds the bank's acceptance that it lacks, so that the bank is asked about it at once.
   * Nothing is assumed of what became of it. Done before, it does nothing.
   * @returns whether there was something to do
   */
  async restore(order: JournalOrder): Promise<boolean> {
    try {
      return await this.tools.store.unitOfWork((unit) => this.restoreOnce(unit, order));
    } catch (error) {
      // Another replica was faster.
      if (error instanceof DuplicateRow) return false;
      throw error;
    }
  }

  private async restoreOnce(unit: LedgerUnit, order: JournalOrder): Promise<boolean> {
    const known = await unit.payments.lock({ id: order.id });
    if (known && !lacksAcceptance(known, order)) return false;
    const now = this.tools.clock.now();
    const payment = known ?? (await openPayment(this.tools, unit, { ...order, nextAskAt: now }, ACTOR));
    const { acquirerPaymentId, paymentUrl } = order;
    if (paymentUrl === null) return true;
    const changes = {
      acquirerPaymentId: payment.acquirerPaymentId ?? acquirerPaymentId,
      paymentUrl,
      nextAskAt: now,
      askAttempts: 0,
    };
    const evidence = { acquirerPaymentId };
    if (payment.status === INITIAL_STATUS) {
      await move(this.tools, unit, payment, 'awaiting_payer', { actor: ACTOR, evidence, changes });
    } else {
      const after = changed(this.tools, payment, changes);
      await unit.payments.update(after);
      await record(this.tools, unit, after, { type: 'noted', actor: ACTOR, evidence });
    }
    return true;
  }
}

/** The payer may have the form's address, and the ledger does not know that. */
export function lacksAcceptance(known: Payment, order: JournalOrder): boolean {
  return known.paymentUrl === null && order.paymentUrl !== null;
}
