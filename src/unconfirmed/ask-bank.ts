import { Logger } from '@nestjs/common';
import type { AcquirerPort } from '../acquiring/acquirer.port';
import type { BankState, BankStatus } from '../ledger/bank-status';
import type { Application, BankStatuses } from '../ledger/bank-statuses';
import type { Orders } from '../ledger/orders';
import type { Payment } from '../ledger/payment';
import type { Clock } from '../shared/clock';

/** States by the money in them, the most first. */
const BY_MONEY: readonly BankState[] = [
  'confirmed',
  'partially_refunded',
  'refund_in_progress',
  'refunded',
  'authorized',
  'pending',
  'unrecognised',
];

const rankOf = ({ state }: BankStatus): number =>
  BY_MONEY.length - (BY_MONEY.indexOf(state) + 1 || BY_MONEY.length);

const holdsMoney = ({ state }: BankStatus): boolean => BY_MONEY.slice(0, 5).includes(state);

type Hearing = (status: BankStatus) => void;

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

  /**
   * @param claimedAsk the next ask as it was fixed before this one; null for an ask out of turn
   * @param hear is told each statement of the bank before it is applied
   * @throws UpstreamError when the bank gives no answer; the payment then stays as it is
   */
  async execute(payment: Payment, claimedAsk: Date | null, hear: Hearing = () => undefined): Promise<void> {
    if (payment.acquirerPaymentId === null) {
      if (!this.isStillBeingMade(payment)) await this.askByOrder(payment, claimedAsk, hear);
      return;
    }
    const status = await this.acquirer.getState(payment.acquirerPaymentId);
    hear(status);
    this.tell(await this.bankStatuses.apply(status, claimedAsk));
  }

  /** The bank's answer to the order may still come: to ask now could cancel what is just being made. */
  private isStillBeingMade({ nextAskAt, askAttempts }: Payment): boolean {
    return askAttempts === 0 && nextAskAt !== null && nextAskAt > this.clock.now();
  }

  /** The bank's answer to the order was never heard: whether there is one at the bank is not known. */
  private async askByOrder(payment: Payment, claimedAsk: Date | null, hear: Hearing): Promise<void> {
    const found = await this.acquirer.findOrder(payment.orderId);
    const [first, ...others] = [...found].reverse().sort((a, b) => rankOf(b) - rankOf(a));
    if (!first) {
      const age = this.clock.now().getTime() - payment.createdAt.getTime();
      if (age >= this.forgottenAfterMs)
        await this.orders.failed(payment.id, 'cancelled', 'bank:poll', 'order_unknown_to_bank');
      return;
    }
    const status = await this.withoutStray(payment, first);
    [status, ...others].forEach((one) => hear(one));
    this.tell(await this.bankStatuses.apply(status, claimedAsk));
    // A second payment with money in it is not ours to credit: it contradicts the first, and a person should look.
    for (const other of others.filter(holdsMoney)) this.tell(await this.bankStatuses.apply(other));
  }

  /**
   * Nobody was ever told the address of this order's form, so an unpaid one is cancelled rather than left behind; unless the
   * ledger was set back and a payer may have it on the screen: then its deadline ends it.
   */
  private async withoutStray(payment: Payment, status: BankStatus): Promise<BankStatus> {
    const isStray = payment.paymentUrl === null && status.state === 'unpaid';
    if (!isStray || (await this.orders.isInDoubt(payment))) return status;
    return this.acquirer.cancelOrder(status.acquirerPaymentId);
  }

  private tell(application: Application): void {
    if (application.flag === null) return;
    const line = { paymentId: application.payment?.id, flag: application.flag, reason: application.reason };
    this.logger.error(line, "The bank's answer contradicts our order: a person should look");
  }
}
