import type { Kopecks } from '../shared/money';

/**
 * Why money stands in suspense:
 * - `unknown_order`: the bank took it for an order that the ledger does not know
 * - `closed_agreement`: billing takes none for its agreement any more
 * - `wrong_agreement`: it was credited, and the payer meant another agreement
 * - `doubled_order`: one subscriber paid the same sum for the same agreement twice within a short time
 */
export const SUSPENSE_KINDS = [
  'unknown_order',
  'closed_agreement',
  'wrong_agreement',
  'doubled_order',
] as const;

export type SuspenseKind = (typeof SUSPENSE_KINDS)[number];

/**
 * `open` waits for a proposal, `proposed` for a second person, `moving` is on its way; `moved` stands where it was to go,
 * `dismissed` was left as it is by a person, `lapsed` came to an end by itself.
 */
export const SUSPENSE_STATES = ['open', 'proposed', 'moving', 'moved', 'dismissed', 'lapsed'] as const;

export type SuspenseState = (typeof SUSPENSE_STATES)[number];

/** Where a case was seen. */
export type SuspenseSource = 'inbox' | 'registry' | 'reconciliation' | 'postings' | 'payments' | 'person';

/** Where one person wants the money to go. */
export interface SuspenseProposal {
  readonly agreementId: string;
  readonly agreementNumber: string;
  /** Whose agreement it is, by billing. */
  readonly subscriberUid: string;
  readonly note: string;
  /** The credit that is to be undone; null for an order that is to be adopted. */
  readonly fromReceipt: string | null;
  readonly by: string;
  readonly at: Date;
}

/** Money that stands where it should not, or nowhere, until two persons say where it goes. */
export interface SuspenseCase {
  readonly id: string;
  /** What it is about, in a form that is the same whoever finds it. Unique. */
  readonly identity: string;
  readonly kind: SuspenseKind;
  readonly state: SuspenseState;
  /** Null while the order is not known to the ledger. */
  readonly paymentId: string | null;
  /** The earlier payment of a doubled order. */
  readonly relatedPaymentId: string | null;
  readonly orderId: string;
  readonly acquirerPaymentId: string | null;
  readonly terminal: string;
  /** As it was heard; what is credited is what the bank says when it is asked. */
  readonly amountKopecks: Kopecks | null;
  readonly source: SuspenseSource;
  /** What else was heard of it, such as the registry's description or the reason of a person. No secrets. */
  readonly text: string | null;
  /** When the money was taken, as far as it is known. */
  readonly paidAt: Date;
  readonly proposal: SuspenseProposal | null;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly settledAt: Date | null;
  readonly settledBy: string | null;
  /** Why it was dismissed, or has lapsed, in a person's words or one stable word. */
  readonly settledReason: string | null;
  readonly openedAt: Date;
  readonly openedBy: string;
  readonly version: number;
}

export type SuspenseEventType =
  'opened' | 'reopened' | 'proposed' | 'approved' | 'moved' | 'dismissed' | 'lapsed';

/** One line of a case's history. Never changed, never removed. */
export interface SuspenseEvent {
  readonly caseId: string;
  readonly sequence: number;
  readonly at: Date;
  readonly type: SuspenseEventType;
  readonly actor: string;
  readonly text: string | null;
  readonly evidence: Readonly<Record<string, string | number | boolean | null>>;
}

export function isSettledCase({ state }: Pick<SuspenseCase, 'state'>): boolean {
  return state === 'moved' || state === 'dismissed' || state === 'lapsed';
}
