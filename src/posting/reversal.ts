import type { BillingPort } from '../billing/billing.port';
import { undoneReceiptOf } from '../ledger/document-numbers';
import type { LeasedPosting } from '../ledger/posting';
import { outcomeOfError, type PostingOutcome } from './posting-outcome';

/**
 * Undoes a credit after a full refund, or before its money goes to another agreement: billing cancels the payment with the
 * credit's receipt. Naturally idempotent, since
 * "already cancelled" is success, so nothing needs to be asked first.
 */
export async function reversal(billing: BillingPort, { posting }: LeasedPosting): Promise<PostingOutcome> {
  try {
    const notAfter = posting.leaseUntil ?? new Date(0);
    const { recordId } = await billing.cancelPayment(undoneReceiptOf(posting), notAfter);
    return { kind: 'posted', recordId, how: 'cancelled' };
  } catch (error) {
    return outcomeOfError(error);
  }
}
