import type { Kopecks } from '../shared/money';
import type { PaymentStatus } from './transitions';

/** Why a payment waits for an operator's eye. Nothing moves because of a flag. */
export type PaymentFlag =
  | 'amount_mismatch'
  | 'terminal_mismatch'
  | 'acquirer_payment_id_mismatch'
  | 'confirmed_after_ending'
  | 'bank_contradicts_confirmation'
  | 'partial_refund'
  | 'refund_without_confirmation';

export interface Payment {
  readonly id: string;
  /** The order's number at the bank, unique for ever. A pure function of `id`. */
  readonly orderId: string;
  /** Billing's id of the subscriber who pays. */
  readonly subscriberUid: string;
  /** Billing's id of the agreement that is credited. */
  readonly agreementId: string;
  readonly agreementNumber: string;
  /** The provider's legal entity that the agreement is with, as billing named it when the order was made; null when it named none. */
  readonly operatorName: string | null;
  readonly amountKopecks: Kopecks;
  readonly method: 'card';
  readonly terminal: string;
  /** The bank's id of the payment; null until the bank has accepted the order. */
  readonly acquirerPaymentId: string | null;
  readonly paymentUrl: string | null;
  readonly status: PaymentStatus;
  /** Grows with every change; a write names the version it read. */
  readonly version: number;
  readonly flag: PaymentFlag | null;
  /** The bank's last word about the order, as it said it. */
  readonly lastBankStatus: string | null;
  /** The bank's code of the last failed try. */
  readonly lastErrorCode: string | null;
  /** Until when the bank lets the order be paid. */
  readonly expiresAt: Date;
  /** When to ask the bank next; null when there is nothing to ask. */
  readonly nextAskAt: Date | null;
  /** Asks since the last news. */
  readonly askAttempts: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly confirmedAt: Date | null;
  readonly postedAt: Date | null;
}
