import { BillingRejection, type BillingPort } from '../billing/billing.port';
import type { Payment } from '../ledger/payment';
import type { LeasedPosting, Posting } from '../ledger/posting';
import { Rejected, Unavailable, UnknownOutcome } from '../shared/upstream-errors';
import type { PostingOutcome } from './posting-outcome';
import { differenceOf } from './verify-found';

/** Credits an agreement: one call when all is well; after an unknown outcome billing is asked first. */
export async function credit(
  billing: BillingPort,
  leased: LeasedPosting,
  payment: Payment,
): Promise<PostingOutcome> {
  const { posting, askFirst } = leased;
  try {
    if (askFirst) {
      const settled = await lookUp(billing, posting, 'found');
      if (settled) return settled;
    }
  } catch (error) {
    return { kind: 'unknown', error: messageOf(error) };
  }
  return send(billing, posting, payment);
}

async function lookUp(billing: BillingPort, posting: Posting, how: string): Promise<PostingOutcome | null> {
  const found = await billing.findPayment(posting.receipt);
  if (!found) return null;
  const difference = differenceOf(posting, found);
  if (difference !== null) return { kind: 'stuck', reason: difference, mustAsk: true };
  return { kind: 'posted', recordId: found.recordId, how };
}

async function send(billing: BillingPort, posting: Posting, payment: Payment): Promise<PostingOutcome> {
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
    if (error instanceof Rejected) return onRejected(billing, posting, error);
    if (error instanceof Unavailable) return { kind: 'not_done', error: error.message };
    return { kind: 'unknown', error: messageOf(error) };
  }
}

async function onRejected(billing: BillingPort, posting: Posting, error: Rejected): Promise<PostingOutcome> {
  if (error.code !== BillingRejection.alreadyExists)
    return { kind: 'stuck', reason: error.code, mustAsk: false };
  try {
    const settled = await lookUp(billing, posting, 'existed');
    return settled ?? { kind: 'stuck', reason: 'exists_but_not_found', mustAsk: true };
  } catch (lookUpError) {
    return { kind: 'unknown', error: messageOf(lookUpError) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error
    ? error.message
    : new UnknownOutcome({ upstream: 'billing', operation: 'unknown', code: 'no_error' }).message;
}
