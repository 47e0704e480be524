import { orderIdOf } from './document-numbers';
import type { LedgerUnit } from './ledger-store.port';
import { record, type LedgerTools } from './ledger-tools';
import type { Payment } from './payment';
import { INITIAL_STATUS } from './transitions';

/** What a payment has of its own at its beginning. */
export type PaymentAtOpening = Pick<
  Payment,
  | 'id'
  | 'subscriberUid'
  | 'agreementId'
  | 'agreementNumber'
  | 'amountKopecks'
  | 'terminal'
  | 'expiresAt'
  | 'nextAskAt'
  | 'createdAt'
> &
  Partial<Pick<Payment, 'operatorName' | 'orderId' | 'acquirerPaymentId'>>;

/** Writes the row of a payment of which the bank has said nothing yet, and the first line of its history. */
export async function openPayment(
  tools: LedgerTools,
  unit: LedgerUnit,
  opening: PaymentAtOpening,
  actor: string,
): Promise<Payment> {
  const payment: Payment = {
    id: opening.id,
    orderId: opening.orderId ?? orderIdOf(opening.id),
    subscriberUid: opening.subscriberUid,
    agreementId: opening.agreementId,
    agreementNumber: opening.agreementNumber,
    operatorName: opening.operatorName ?? null,
    amountKopecks: opening.amountKopecks,
    method: 'card',
    terminal: opening.terminal,
    acquirerPaymentId: opening.acquirerPaymentId ?? null,
    paymentUrl: null,
    status: INITIAL_STATUS,
    version: 1,
    flag: null,
    lastBankStatus: null,
    lastErrorCode: null,
    expiresAt: opening.expiresAt,
    nextAskAt: opening.nextAskAt,
    askAttempts: 0,
    createdAt: opening.createdAt,
    updatedAt: tools.clock.now(),
    confirmedAt: null,
    postedAt: null,
  };
  await unit.payments.insert(payment);
  await record(tools, unit, payment, {
    type: 'opened',
    actor,
    to: payment.status,
    evidence: { amountKopecks: payment.amountKopecks, agreementId: payment.agreementId },
  });
  return payment;
}
