import type { BankStatus } from './bank-status';

/**
 * `received` is stored and not yet applied; `applied` moved a payment; `noted` changed nothing that counts;
 * `flagged` contradicts our order; `unknown_order` names no order of ours; `refused` failed the checks.
 */
export type InboxOutcome = 'received' | 'applied' | 'noted' | 'flagged' | 'unknown_order' | 'refused';

/** One arrival at the bank's notification address, repeats and refusals included. */
export interface InboxEntry {
  readonly id: string;
  readonly receivedAt: Date;
  /** SHA-256 of the raw body: marks likely repeats, decides nothing. */
  readonly contentHash: string;
  readonly isRepeat: boolean;
  readonly outcome: InboxOutcome;
  /** Why it was refused or flagged, or what else there is to say. */
  readonly reason: string | null;
  readonly orderId: string | null;
  /** The body without secrets and card data. */
  readonly body: string;
  /** What it says, when it was signed and about a payment: enough to apply it again after a crash. */
  readonly bankStatus: BankStatus | null;
  readonly requestId: string | null;
  readonly processedAt: Date | null;
}
