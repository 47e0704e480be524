import { receiptOf } from '../../ledger/document-numbers';
import type { PostingState } from '../../ledger/posting';
import type { Kopecks } from '../../shared/money';
import type { CompareTerms, LedgerFact } from './facts';

/** The credit that should stand in billing for a payment while its money is with the provider. */
export interface OwedCredit {
  readonly receipt: string;
  readonly agreementId: string;
  readonly amountKopecks: Kopecks;
  /** Null while the ledger has none. */
  readonly state: PostingState | null;
  readonly recordId: string | null;
  readonly posterId: string | null;
  readonly parkedReason: string | null;
}

export function owedCreditOf(payment: LedgerFact): OwedCredit {
  const last = payment.credits.at(-1);
  if (last) return last;
  return {
    receipt: receiptOf(payment.paymentId, 'credit'),
    agreementId: payment.agreementId,
    amountKopecks: payment.amountKopecks,
    state: null,
    recordId: null,
    posterId: null,
    parkedReason: null,
  };
}

/** Something is on its way through the outbox, or was done so lately that billing may not show it yet. */
export function isUnderWay(payment: LedgerFact, now: Date, { graceMs }: CompareTerms): boolean {
  const isLate = (since: Date | null): boolean =>
    since === null || now.getTime() - since.getTime() >= graceMs;
  return [...payment.credits, ...payment.reversals].some(({ state, dueSince, postedAt }) => {
    if (state === 'posted') return !isLate(postedAt);
    return (state === 'due' || state === 'in_progress') && !isLate(dueSince);
  });
}
