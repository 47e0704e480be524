import type { AcquirerPort } from '../acquiring/acquirer.port';
import type { BankStatuses } from '../ledger/bank-statuses';
import type { Payment } from '../ledger/payment';
import { Problem } from '../shared/problem/problem';
import { Rejected } from '../shared/upstream-errors';
import { PaymentProblems } from './payment-problems';
import type { ReadPayment } from './read-payment';

/** Cancels an order that is not paid. The bank decides: what it answers is applied like any other word of it. */
export class CancelPayment {
  constructor(
    private readonly readPayment: ReadPayment,
    private readonly acquirer: AcquirerPort,
    private readonly bankStatuses: BankStatuses,
  ) {}

  /** @throws Problem `payment_not_found`, `payment_not_cancellable` */
  async execute(subscriberUid: string, id: string): Promise<Payment> {
    const payment = await this.readPayment.execute(subscriberUid, id);
    if (payment.status === 'cancelled') return payment;
    const { acquirerPaymentId } = payment;
    if (payment.status !== 'awaiting_payer' || acquirerPaymentId === null) throw notCancellable(payment);
    // A Cancel of a paid order is a refund at the bank, so its state is asked for first.
    const status = await this.acquirer.getState(acquirerPaymentId);
    const fresh = (await this.bankStatuses.apply(status)).payment ?? payment;
    if (fresh.status === 'cancelled') return fresh;
    if (fresh.status !== 'awaiting_payer' || status.state === 'authorized') throw notCancellable(fresh);
    try {
      const answer = await this.acquirer.cancelOrder(acquirerPaymentId);
      const after = (await this.bankStatuses.apply(answer)).payment ?? fresh;
      if (after.status !== 'cancelled') throw notCancellable(after);
      return after;
    } catch (error) {
      if (error instanceof Rejected) throw notCancellable(fresh, error);
      throw error;
    }
  }
}

function notCancellable(payment: Payment, cause?: unknown): Problem {
  return new Problem(PaymentProblems.notCancellable, { params: { status: payment.status }, cause });
}
