import type { BillingPayment } from '../../billing/billing.port';
import type { CompareTerms, LedgerFact } from './facts';

/** Whether billing dates a record so near to a payment that it may be meant for it; one without a date may always be. */
export function isNear(payment: LedgerFact, { paidAt }: BillingPayment, terms: CompareTerms): boolean {
  if (paidAt === null) return true;
  const distanceMs = paidAt.getTime() - payment.accountedAt.getTime();
  return distanceMs >= -terms.matchBeforeMs && distanceMs <= terms.matchAfterMs;
}
