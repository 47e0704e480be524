import { Logger } from '@nestjs/common';
import type { AskPlan } from '../ledger/ask-plan';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { Payment } from '../ledger/payment';
import type { Clock } from '../shared/clock';
import type { Ids } from '../shared/ids';
import { runWithRequestId } from '../shared/request-context';
import { UpstreamError } from '../shared/upstream-errors';
import type { AskBank } from './ask-bank';

const BATCH = 50;

/** Finds the orders whose next ask has come and asks about each; several replicas share the work. */
export class AskWorker {
  private readonly logger = new Logger('AskWorker');

  constructor(
    private readonly store: LedgerStore,
    private readonly askBank: AskBank,
    private readonly askPlan: AskPlan,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly concurrency: number,
  ) {}

  async drain(isStopped: () => boolean): Promise<void> {
    for (;;) {
      const due = await this.store.read((unit) => unit.payments.dueForAsking(this.clock.now(), BATCH));
      const queue = [...due];
      const lanes = Array.from({ length: Math.min(this.concurrency, queue.length) }, async () => {
        for (let next = queue.shift(); next && !isStopped(); next = queue.shift()) await this.askOne(next);
      });
      await Promise.all(lanes);
      if (due.length < BATCH || isStopped()) return;
    }
  }

  private async askOne(payment: Payment): Promise<void> {
    // The next ask is fixed before this one: whoever dies now leaves the order to be asked about again.
    const nextAskAt = this.askPlan.next(payment.askAttempts + 1);
    await runWithRequestId(this.ids.next(), async () => {
      try {
        const isOurs = await this.store.unitOfWork((unit) => unit.payments.claimAsk(payment, nextAskAt));
        if (isOurs) await this.askBank.execute(payment, nextAskAt);
      } catch (error) {
        const line = { paymentId: payment.id, orderId: payment.orderId };
        if (error instanceof UpstreamError) {
          this.logger.warn(
            { ...line, upstreamError: error.message },
            'The bank did not say what became of an order',
          );
        } else {
          this.logger.error({ ...line, err: error }, 'An order could not be asked about');
        }
      }
    });
  }
}
