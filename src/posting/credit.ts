import { BillingRejection, type BillingPort } from '../billing/billing.port';
import type { Payment } from '../ledger/payment';
import type { LeasedPosting, Posting } from '../ledger/posting';
import { messageOf } from '../shared/message-of';
import { Rejected } from '../shared/upstream-errors';
import { outcomeOfError, type PostingOutcome } from './posting-outcome';
import { differenceOf } from './verify-found';

/** What a credit is for. */
export interface CreditContext {
  readonly payment: Payment;
  /** Another credit of the payment has taken the place of this one: it is asked about, and never sent. */
  readonly isSuperseded: boolean;
}

/** Credits an agreement: one call when all is well; after an unknown outcome billing is asked first. */
export async function credit(
  billing: BillingPort,
  { posting, askFirst }: LeasedPosting,
  context: CreditContext,
): Promise<PostingOutcome> {
  if (askFirst) {
    const settled = await lookUp(billing, posting, context, 'found');
    if (settled) return settled;
  }
  return context.isSuperseded ? { kind: 'withdrawn' } : send(billing, posting, context);
}

/** What billing holds under the receipt; null when it surely holds nothing. */
async function lookUp(
  billing: BillingPort,
  posting: Posting,
  context: CreditContext,
  how: string,
): Promise<PostingOutcome | null> {
  try {
    const found = await billing.findPayment(posting.receipt);
    if (!found) return null;
    const difference = differenceOf(posting, found);
    // Credited and undone before, as a restored ledger may have forgotten: nothing is left but to say so.
    const isUndone = difference === 'found_cancelled' && isToBeUndone(context);
    if (isUndone) return { kind: 'posted', recordId: found.recordId, how: `${how}_undone` };
    if (difference !== null) return { kind: 'stuck', reason: difference, mustAsk: true };
    return { kind: 'posted', recordId: found.recordId, how };
  } catch (error) {
    if (error instanceof Rejected && error.code === BillingRejection.severalInForce) {
      return { kind: 'stuck', reason: 'found_several', mustAsk: true };
    }
    // Whatever else hindered the question, what it was about is as unknown as before.
    return { kind: 'unknown', error: messageOf(error) };
  }
}

async function send(billing: BillingPort, posting: Posting, context: CreditContext): Promise<PostingOutcome> {
  const { payment } = context;
  try {
    const { recordId } = await billing.postPayment({
      receipt: posting.receipt,
      agreementId: posting.agreementId,
      amountKopecks: posting.amountKopecks,
      paidAt: payment.confirmedAt ?? posting.createdAt,
      comment: `T-Bank ${payment.acquirerPaymentId ?? ''}`.trim(),
      notAfter: posting.leaseUntil ?? new Date(0),
    });
    return { kind: 'posted', recordId, how: 'credited' };
  } catch (error) {
    const isThere = error instanceof Rejected && codesOfExisting(payment).includes(error.code);
    if (!isThere) return outcomeOfError(error);
    const settled = await lookUp(billing, posting, context, 'existed');
    return settled ?? { kind: 'stuck', reason: 'exists_but_not_found', mustAsk: true };
  }
}

function isToBeUndone({ payment, isSuperseded }: CreditContext): boolean {
  return isSuperseded || payment.status === 'refunded';
}

/** A cancelled credit is looked at where the payer has his money back: it may be as it should. */
function codesOfExisting({ status }: Payment): readonly string[] {
  const { alreadyExists, alreadyCancelled } = BillingRejection;
  return status === 'refunded' ? [alreadyExists, alreadyCancelled] : [alreadyExists];
}
