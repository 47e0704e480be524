import type { BillingPayment } from '../billing/billing.port';
import type { Posting } from '../ledger/posting';

/**
 * Whether a payment that billing already holds is the one that we meant: same receipt, agreement, sum to the kopeck and
 * poster, and not cancelled. Anything else waits for a person.
 * @returns null when it is, else the difference in one stable word
 */
export function differenceOf(posting: Posting, found: BillingPayment): string | null {
  if (found.receipt !== posting.receipt) return 'found_other_receipt';
  if (found.agreementId !== posting.agreementId) return 'found_other_agreement';
  if (found.amountKopecks !== posting.amountKopecks) return 'found_other_amount';
  if (posting.posterId !== null && found.posterId !== posting.posterId) return 'found_other_poster';
  if (found.isCancelled) return 'found_cancelled';
  return null;
}
