import type { AcquirerPort } from '../acquiring/acquirer.port';
import type { BankState } from '../ledger/bank-status';
import type { BankStatuses } from '../ledger/bank-statuses';
import type { Orders } from '../ledger/orders';
import type { Payment } from '../ledger/payment';
import { Problem } from '../shared/problem/problem';
import { Rejected, UnknownOutcome } from '../shared/upstream-errors';
import { PaymentProblems } from './payment-problems';
import type { ReadPayment } from './read-payment';

/** In any other state a Cancel could be a refund at the bank. */
const SAFE_TO_CANCEL: readonly BankState[] = ['unpaid', 'attempt_failed'];

/** Cancels an order that is not paid. The bank decides: what it answers is applied like any other word of it. */
export class CancelPayment {
  constructor(
    private readonly readPayment: ReadPayment,
    private readonly acquirer: AcquirerPort,
    private readonly bankStatuses: BankStatuses,
    private readonly orders: Orders,
  ) {}

  /** @throws Problem `payment_not_found`, `payment_not_cancellable` */
  async execute(subscriberUid: string, id: string): Promise<Payment> {
    const payment = await this.readPayment.execute(subscriberUid, id);
    if (payment.status === 'cancelled') return payment;
    const { acquirerPaymentId } = payment;
    if (payment.status !== 'awaiting_payer' || acquirerPaymentId === null) throw notCancellable(payment);
    // A Cancel of a paid order is a refund at the bank, so its state is asked for first.
    const status = await this.acquirer.getState(acquirerPaymentId);
    const { payment: known, flag } = await this.bankStatuses.apply(status);
    const fresh = known ?? payment;
    if (fresh.status === 'cancelled') return fresh;
    const isSafe = flag === null && SAFE_TO_CANCEL.includes(status.state);
    if (fresh.status !== 'awaiting_payer' || !isSafe) throw notCancellable(fresh);
    return this.cancel(fresh, acquirerPaymentId);
  }

  private async cancel(payment: Payment, acquirerPaymentId: string): Promise<Payment> {
    try {
      const answer = await this.acquirer.cancelOrder(acquirerPaymentId);
      const after = (await this.bankStatuses.apply(answer)).payment ?? payment;
      if (after.status !== 'cancelled') throw notCancellable(after);
      return after;
    } catch (error) {
      if (error instanceof Rejected) throw notCancellable(payment, error);
      if (error instanceof UnknownOutcome) await this.orders.askSoon(payment.id);
      throw error;
    }
  }
}

function notCancellable(payment: Payment, cause?: unknown): Problem {
  return new Problem(PaymentProblems.notCancellable, { params: { status: payment.status }, cause });
}
