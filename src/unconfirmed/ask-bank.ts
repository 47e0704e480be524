import { Logger } from '@nestjs/common';
import type { AcquirerPort } from '../acquiring/acquirer.port';
import type { BankStatus } from '../ledger/bank-status';
import type { Application, BankStatuses } from '../ledger/bank-statuses';
import type { Orders } from '../ledger/orders';
import type { Payment } from '../ledger/payment';
import type { Clock } from '../shared/clock';

/** Asks the bank about one order and applies its word as a notification would be. */
export class AskBank {
  private readonly logger = new Logger('AskBank');

  constructor(
    private readonly acquirer: AcquirerPort,
    private readonly bankStatuses: BankStatuses,
    private readonly orders: Orders,
    private readonly clock: Clock,
    /** Age at which an order that the bank never heard of is given up. */
    private readonly forgottenAfterMs: number,
  ) {}

  /** @throws UpstreamError when the bank gives no answer; the payment then stays as it is. */
  async execute(payment: Payment): Promise<void> {
    if (payment.acquirerPaymentId === null) {
      await this.askByOrder(payment);
      return;
    }
    this.tell(await this.bankStatuses.apply(await this.acquirer.getState(payment.acquirerPaymentId)));
  }

  /** The bank's answer to the order was never heard: whether there is one at the bank is not known. */
  private async askByOrder(payment: Payment): Promise<void> {
    const found = await this.acquirer.findOrder(payment.orderId);
    // Were there several, one with money in it counts before any other.
    const status = found.find(({ state }) => state === 'confirmed') ?? found.at(-1);
    if (!status) {
      const age = this.clock.now().getTime() - payment.createdAt.getTime();
      if (age >= this.forgottenAfterMs)
        await this.orders.failed(payment.id, 'cancelled', 'bank:poll', 'order_unknown_to_bank');
      return;
    }
    this.tell(await this.bankStatuses.apply(await this.withoutStray(payment, status)));
  }

  /** Nobody was ever told the address of this order's form, so an unpaid one is cancelled rather than left behind. */
  private async withoutStray(payment: Payment, status: BankStatus): Promise<BankStatus> {
    const isStray = payment.paymentUrl === null && status.state === 'pending';
    return isStray ? this.acquirer.cancelOrder(status.acquirerPaymentId) : status;
  }

  private tell(application: Application): void {
    if (application.flag === null) return;
    const line = { paymentId: application.payment?.id, flag: application.flag, reason: application.reason };
    this.logger.error(line, "The bank's answer contradicts our order: a person should look");
  }
}
