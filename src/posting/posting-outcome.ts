import { BillingRejection } from '../billing/billing.port';
import { messageOf } from '../shared/message-of';
import { Rejected, Unavailable } from '../shared/upstream-errors';

/** What one try at a posting came to. */
export type PostingOutcome =
  | { readonly kind: 'posted'; readonly recordId: string | null; readonly how: string }
  /** Surely not done, and never to be done: another credit has taken its place. */
  | { readonly kind: 'withdrawn' }
  /** Surely not done: may be sent again as it is. */
  | { readonly kind: 'not_done'; readonly error: string }
  /** May have been done: billing is asked before anything is sent again. */
  | { readonly kind: 'unknown'; readonly error: string }
  /** Not to be sent again without a person; `mustAsk` when it may have been done. */
  | { readonly kind: 'stuck'; readonly reason: string; readonly mustAsk: boolean };

/** Refusals that are about our access and not about the posting: an operator mends them, and it goes through. */
const OUR_ACCESS: readonly string[] = [BillingRejection.accessDenied, BillingRejection.operationMissing];

/** What an error of a writing call means for its posting. Whatever is not proven is unknown. */
export function outcomeOfError(error: unknown): PostingOutcome {
  if (error instanceof Unavailable) return { kind: 'not_done', error: error.message };
  if (error instanceof Rejected) {
    return OUR_ACCESS.includes(error.code)
      ? { kind: 'not_done', error: error.message }
      : { kind: 'stuck', reason: error.code, mustAsk: false };
  }
  return { kind: 'unknown', error: messageOf(error) };
}
