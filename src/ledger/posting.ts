import type { Kopecks } from '../shared/money';

export type PostingKind = 'credit' | 'reversal';

/**
 * `due` waits for a worker, `in_progress` is leased by one, `posted` is done in billing, `parked` waits for a person,
 * `voided` will never be sent because its payment was refunded before, or moved to another agreement.
 */
export type PostingState = 'due' | 'in_progress' | 'posted' | 'parked' | 'voided';

/** One act to be done in billing for a payment, exactly once. */
export interface Posting {
  readonly id: string;
  readonly paymentId: string;
  readonly kind: PostingKind;
  /** Postings of one payment run in this order. */
  readonly sequence: number;
  /** Our document number in billing: a pure function of payment, kind and place, fixed before the first call. */
  readonly receipt: string;
  readonly agreementId: string;
  readonly amountKopecks: Kopecks;
  readonly state: PostingState;
  /** A call may have been sent and its outcome is not known: billing is asked before anything is sent again. */
  readonly mustAsk: boolean;
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  readonly leaseOwner: string | null;
  readonly leaseUntil: Date | null;
  readonly version: number;
  /** Billing's manager who posts it. Receipts are unique per manager, so it never changes once set. */
  readonly posterId: string | null;
  /** Billing's record id. */
  readonly recordId: string | null;
  readonly parkedReason: string | null;
  readonly lastError: string | null;
  /** When it became due; an operator's retry begins the count anew. */
  readonly dueSince: Date;
  readonly createdAt: Date;
  readonly postedAt: Date | null;
  /** When billing's record was last found to be as it should, or not to be; null before its reader had anything to say. */
  readonly readBackAt: Date | null;
  /** What is wrong with billing's record, in one stable word. */
  readonly readBackFinding: string | null;
}

/** A leased posting, and whether billing must be asked before it is sent. */
export interface LeasedPosting {
  readonly posting: Posting;
  readonly askFirst: boolean;
}

export function isSettled(posting: Posting): boolean {
  return posting.state === 'posted' || posting.state === 'voided';
}

/** True when billing surely knows nothing of this posting. */
export function surelyNeverSent(posting: Posting): boolean {
  return (posting.state === 'due' || posting.state === 'parked') && !posting.mustAsk;
}
