import type { BankStatus } from '../ledger/bank-status';
import type { Payment } from '../ledger/payment';

/** The questions to the bank, as composition joins them from the rooms that ask. Every answer is applied to the ledger. */
export interface BankQuestions {
  /** The terminal whose payments the bank can be asked about. */
  readonly terminal: string;
  /**
   * Asks about one payment.
   * @param hear is told each statement of the bank, before it is applied
   * @throws UpstreamError when there is no answer
   */
  ask(payment: Payment, hear: (status: BankStatus) => void): Promise<void>;
  /**
   * Asks about an order that the ledger does not know.
   * @throws UpstreamError when there is no answer
   */
  askOrder(orderId: string): Promise<readonly BankStatus[]>;
  /** @throws UpstreamError when the bank answers nobody. */
  checkHealth(): Promise<void>;
}
