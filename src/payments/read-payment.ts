import type { LedgerStore } from '../ledger/ledger-store.port';
import type { Payment } from '../ledger/payment';
import type { PaymentStatus } from '../ledger/transitions';
import type { Clock } from '../shared/clock';
import { isUuid } from '../shared/http/parameters';
import { Problem } from '../shared/problem/problem';
import { PaymentProblems } from './payment-problems';

/** States in which there is nothing left to wait for. */
const SETTLED: readonly PaymentStatus[] = [
  'posted',
  'refunded',
  'partially_refunded',
  'rejected',
  'expired',
  'cancelled',
];
const LOOK_EVERY_MS = 300;

export class ReadPayment {
  private readonly stopping = new AbortController();

  constructor(
    private readonly store: LedgerStore,
    private readonly clock: Clock,
  ) {}

  /**
   * A payment of the subscriber.
   * @throws Problem `payment_not_found`, also for a payment of somebody else
   */
  async execute(subscriberUid: string, id: string): Promise<Payment> {
    const payment = isUuid(id) ? await this.store.read((unit) => unit.payments.find(id)) : null;
    if (payment?.subscriberUid !== subscriberUid) throw new Problem(PaymentProblems.paymentNotFound);
    return payment;
  }

  /**
   * The payment once its status differs from `knownStatus` (from the present one when that is null), or is settled, or
   * `waitMs` have passed. Looks at the database, because any replica may move it.
   */
  async whenChanged(
    subscriberUid: string,
    id: string,
    waitMs: number,
    knownStatus: PaymentStatus | null,
  ): Promise<Payment> {
    let payment = await this.execute(subscriberUid, id);
    const from = knownStatus ?? payment.status;
    const deadline = this.clock.after(waitMs);
    while (payment.status === from && !SETTLED.includes(payment.status) && !this.stopping.signal.aborted) {
      const left = deadline.getTime() - this.clock.now().getTime();
      if (left <= 0) break;
      await this.clock.sleep(Math.min(LOOK_EVERY_MS, left), this.stopping.signal);
      payment = await this.execute(subscriberUid, id);
    }
    return payment;
  }

  /** Lets everyone who waits go at once: the service is stopping. */
  stop(): void {
    this.stopping.abort();
  }
}
