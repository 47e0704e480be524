/** What one try at a posting came to. */
export type PostingOutcome =
  | { readonly kind: 'posted'; readonly recordId: string | null; readonly how: string }
  /** Surely not done: may be sent again as it is. */
  | { readonly kind: 'not_done'; readonly error: string }
  /** May have been done: billing is asked before anything is sent again. */
  | { readonly kind: 'unknown'; readonly error: string }
  /** Not to be sent again without a person; `mustAsk` when it may have been done. */
  | { readonly kind: 'stuck'; readonly reason: string; readonly mustAsk: boolean };
