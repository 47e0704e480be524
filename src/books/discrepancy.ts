import type { Kopecks } from '../shared/money';

/**
 * Where bank, ledger and billing do not agree about a business day:
 * - `not_in_billing`: confirmed at the bank, no credit in force in billing
 * - `not_confirmed`: a credit of ours in force in billing, which the bank never confirmed
 * - `amount_differs`, `agreement_differs`: the credit is there, with another sum or on another agreement
 * - `doubled_in_billing`: more than one credit in force for one payment
 * - `refund_not_reversed`: the bank gave money back (or it was charged back), the credit is in force
 * - `reversed_not_refunded`: the credit is cancelled in billing, the bank has given nothing back
 * - `unknown_order`: the bank took money for an order that the ledger does not know
 * - `not_ours_in_billing`: a payment under our manager in billing that is none of ours
 * - `other_document`: confirmed at the bank, no credit under its receipt, but one under another document that must be meant for it
 * - `not_in_registry`: confirmed by the bank's interface, absent from the registries that cover its day
 * - `other_day`: bank, ledger and billing date it on different business days; no error, shown
 */
export const DISCREPANCY_CLASSES = [
  'not_in_billing',
  'not_confirmed',
  'amount_differs',
  'agreement_differs',
  'doubled_in_billing',
  'refund_not_reversed',
  'reversed_not_refunded',
  'unknown_order',
  'not_ours_in_billing',
  'other_document',
  'not_in_registry',
  'other_day',
] as const;

export type DiscrepancyClass = (typeof DISCREPANCY_CLASSES)[number];

/** `notice` is shown and hinders nothing. */
export type Severity = 'error' | 'notice';

/**
 * `open` waits for a person or an approval, `healing` is on its way through the outbox, `healed` was not there any more when
 * looked for, `closed` was explained by a person.
 */
export const DISCREPANCY_STATES = ['open', 'healing', 'healed', 'closed'] as const;

export type DiscrepancyState = (typeof DISCREPANCY_STATES)[number];

/** What our own outbox can do about it: credit, or reverse a credit; everything else is for a person. */
export type Remedy = 'none' | 'posting' | 'reversal';

/** What one comparison says; the same finding of a later one is known by its identity. */
export interface Finding {
  readonly class: DiscrepancyClass;
  readonly severity: Severity;
  readonly remedy: Remedy;
  readonly paymentId: string | null;
  readonly orderId: string | null;
  readonly acquirerPaymentId: string | null;
  readonly receipt: string | null;
  /** Billing's record id. */
  readonly recordId: string | null;
  readonly agreementId: string | null;
  readonly bankKopecks: Kopecks | null;
  readonly ledgerKopecks: Kopecks | null;
  readonly billingKopecks: Kopecks | null;
  /** Further facts for who looks at it, in stable names. No secrets, no card data. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface Discrepancy extends Finding {
  readonly id: string;
  /** SHA-256 in hex over the class and what it is about: the same on every run. */
  readonly identity: string;
  readonly day: string;
  readonly terminal: string;
  readonly state: DiscrepancyState;
  readonly assignee: string | null;
  readonly lastRunId: string;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly settledAt: Date | null;
  readonly settledBy: string | null;
  readonly version: number;
}
