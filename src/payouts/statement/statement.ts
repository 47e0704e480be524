import type { Kopecks } from '../../shared/money';

/** Who paid, as far as the statement says. */
export interface Payer {
  readonly name: string;
  /** Taxpayer number of 10 or 12 digits. */
  readonly inn: string | null;
  readonly account: string | null;
}

/** Money that came to an account of the provider, as his bank's statement tells it. */
export interface Receipt {
  /** Where the document begins in the file, which begins with line 1. */
  readonly lineNumber: number;
  /** The account that it came to. */
  readonly account: string;
  readonly number: string;
  /** Date of the document, `YYYY-MM-DD`. */
  readonly documentDay: string;
  /** Day on which the money came. */
  readonly day: string;
  readonly amountKopecks: Kopecks;
  readonly payer: Payer;
  /** What it is for, in the payer's words. */
  readonly purpose: string;
}

/** Longest texts of a receipt, in characters; what is longer is cut. */
export const LONGEST = { number: 64, name: 255, purpose: 1_000 } as const;

/**
 * Why a place of a statement cannot be counted:
 * - `wrong_row`: not a row of the table
 * - `wrong_date`, `wrong_sum`, `wrong_account`: a field that cannot be read, or is absent
 * - `wrong_direction`: neither money in nor money out
 * - `document_unfinished`: the next section, or the end of the file, comes before the document's end
 * - `end_missing`: the file breaks off
 * - `turnover_differs`: what came in by the documents is not what the statement says came in
 */
export type FaultCode =
  | 'wrong_row'
  | 'wrong_date'
  | 'wrong_sum'
  | 'wrong_account'
  | 'wrong_direction'
  | 'document_unfinished'
  | 'end_missing'
  | 'turnover_differs';

export interface Fault {
  readonly lineNumber: number;
  readonly code: FaultCode;
  /** For people, in Russian. */
  readonly detail: string;
}

/** What a statement brings, one after another. `period` is said at most once; `other` is a document of no concern here. */
export type Entry =
  | { readonly kind: 'period'; readonly firstDay: string; readonly lastDay: string }
  | { readonly kind: 'receipt'; readonly receipt: Receipt }
  | { readonly kind: 'other' }
  | { readonly kind: 'fault'; readonly fault: Fault };

export type Chunks = AsyncIterable<Uint8Array>;

/** Nothing of the file can be read as a statement. */
export class NoStatement extends Error {
  constructor() {
    super('Neither a 1C exchange file nor a table with a known heading');
    this.name = 'NoStatement';
  }
}
