import type { Posting, PostingState } from './posting';

/** A credit with all that its reader has to know of it. */
export interface CreditToRead {
  readonly posting: Posting;
  /** When the payer paid: the date of the credit in billing, which cuts off fractions of a second. */
  readonly paidAt: Date;
  /** Of the reversal of this very credit; null when there is none. */
  readonly reversalState: PostingState | null;
  /** The bank returned a part, and accounting corrects the sum in billing by hand. */
  readonly isPartlyRefunded: boolean;
}

/** What billing's reader finds on a credit: null for a finding when all is as it should be, and for a time when it said nothing yet. */
export interface ReadBackState {
  readonly readBackAt: Date | null;
  readonly readBackFinding: string | null;
}

/** The credits as the reader of billing goes through them. */
export interface ReadBackRows {
  /** First credits of payments written in [from, to), by id, after the given one. */
  creditsWritten(
    range: { readonly from: Date; readonly to: Date },
    afterId: string | null,
    limit: number,
  ): Promise<readonly CreditToRead[]>;
  /** Credits to which money that was paid in [from, to) was moved, whenever that was; by id, after the given one. */
  creditsMoved(
    paid: { readonly from: Date; readonly to: Date },
    afterId: string | null,
    limit: number,
  ): Promise<readonly CreditToRead[]>;
  /** Those of these receipts that are credits of ours. */
  creditsOf(receipts: readonly string[]): Promise<readonly CreditToRead[]>;
  /**
   * Dates, in billing, of credits paid before a time that are to be read all the same: those with a finding, and those
   * posted since and not read yet.
   */
  datesToRead(terms: { readonly paidBefore: Date; readonly postedSince: Date }): Promise<readonly Date[]>;
  /**
   * Keeps what was found if the credit still is in the state in which it was read. The row's version stays: whoever works on the
   * posting is not disturbed, and its own writes leave what is kept here alone.
   */
  keep(posting: Posting, found: ReadBackState): Promise<boolean>;
  /** Credits with a finding by id, after the given one; of one state or of any. */
  withFinding(
    afterId: string | null,
    limit: number,
    state?: PostingState | null,
  ): Promise<readonly Posting[]>;
  countFindings(): Promise<number>;
  /** When the oldest credit was posted that was posted since then and is not read yet. */
  oldestUnread(postedSince: Date): Promise<Date | null>;
}
