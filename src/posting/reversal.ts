import type { BillingPort } from '../billing/billing.port';
import { receiptOf } from '../ledger/document-numbers';
import type { LeasedPosting } from '../ledger/posting';
import { Rejected, Unavailable } from '../shared/upstream-errors';
import type { PostingOutcome } from './posting-outcome';

/**
 * Undoes a credit after a full refund: billing cancels the payment with the credit's receipt. Naturally idempotent, since
 * "already cancelled" is success, so nothing needs to be asked first.
 */
export async function reversal(billing: BillingPort, { posting }: LeasedPosting): Promise<PostingOutcome> {
  try {
    const notAfter = posting.leaseUntil ?? new Date(0);
    const { recordId } = await billing.cancelPayment(receiptOf(posting.paymentId, 'credit'), notAfter);
    return { kind: 'posted', recordId, how: 'cancelled' };
  } catch (error) {
    if (error instanceof Rejected) return { kind: 'stuck', reason: error.code, mustAsk: false };
    if (error instanceof Unavailable) return { kind: 'not_done', error: error.message };
    return { kind: 'unknown', error: error instanceof Error ? error.message : 'unknown' };
  }
}
