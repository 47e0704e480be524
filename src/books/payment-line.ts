import type { Kopecks } from '../shared/money';

/**
 * A payment as finance reads it: bank, ledger and billing in one row. Reports print it, and closing a day freezes it, so its
 * fields and their order are part of every seal: a field may be added at the end only.
 */
export interface PaymentLine {
  readonly paymentId: string;
  readonly orderId: string;
  readonly acquirerPaymentId: string | null;
  readonly terminal: string;
  readonly channel: string;
  readonly operatorName: string | null;
  readonly subscriberUid: string;
  readonly agreementId: string;
  readonly agreementNumber: string;
  readonly amountKopecks: Kopecks;
  readonly status: string;
  readonly bankStatus: string | null;
  readonly flag: string | null;
  readonly createdAt: Date;
  readonly confirmedAt: Date | null;
  readonly postedAt: Date | null;
  /** What puts it into a business day: when it was confirmed, else when it was made. */
  readonly accountedAt: Date;
  /** Our document number of the credit that stands, or stood last; null while there is none. */
  readonly receipt: string | null;
  readonly postingState: string | null;
  /** Billing's record id of that credit. */
  readonly recordId: string | null;
  /** Billing's manager who posted it. */
  readonly posterId: string | null;
  /** When the ledger learned that all of it went back to the payer. */
  readonly refundedAt: Date | null;
  readonly reversalState: string | null;
  readonly reversalRecordId: string | null;
  /** By the bank's registries; null while none has the payment. */
  readonly feeKopecks: Kopecks | null;
  readonly netKopecks: Kopecks | null;
}
