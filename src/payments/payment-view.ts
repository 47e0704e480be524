import type { Payment } from '../ledger/payment';
import { isOpen } from '../ledger/transitions';

/** A payment as the cabinet sees it. Times are ISO 8601 in UTC. */
export interface PaymentView {
  readonly id: string;
  readonly orderId: string;
  readonly agreementId: string;
  readonly agreementNumber: string;
  readonly amountKopecks: number;
  readonly method: 'card';
  readonly status: Payment['status'];
  /** The bank's form; null once there is nothing to pay there. */
  readonly paymentUrl: string | null;
  /** The bank's code of the last failed try, while the order can still be paid by another. */
  readonly lastErrorCode: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly confirmedAt: string | null;
  readonly postedAt: string | null;
}

export function viewOf(payment: Payment): PaymentView {
  return {
    id: payment.id,
    orderId: payment.orderId,
    agreementId: payment.agreementId,
    agreementNumber: payment.agreementNumber,
    amountKopecks: payment.amountKopecks,
    method: payment.method,
    status: payment.status,
    paymentUrl: isOpen(payment.status) ? payment.paymentUrl : null,
    lastErrorCode: payment.lastErrorCode,
    createdAt: payment.createdAt.toISOString(),
    expiresAt: payment.expiresAt.toISOString(),
    confirmedAt: payment.confirmedAt?.toISOString() ?? null,
    postedAt: payment.postedAt?.toISOString() ?? null,
  };
}
