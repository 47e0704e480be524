import type { BillingPayment } from '../billing/billing.port';
import type { Posting } from '../ledger/posting';

/** What is known of a credit and what billing shows of it, for the history and the log. Nothing in it tells of a person. */
export interface Evidence {
  readonly [fact: string]: string | number | null;
  readonly receipt: string;
  readonly recordId: string | null;
}

/** Records in force are shown; the cancelled ones only where there are no others. */
export function evidenceOf(posting: Posting, records: readonly BillingPayment[]): Evidence {
  const inForce = records.filter(({ isCancelled }) => !isCancelled);
  const shown = inForce.length > 0 ? inForce : records;
  const each = (what: (record: BillingPayment) => string | null): string | null =>
    shown.length > 0 ? shown.map((record) => what(record) ?? 'unreadable').join(', ') : null;
  return {
    receipt: posting.receipt,
    recordId: posting.recordId,
    agreementId: posting.agreementId,
    amountKopecks: posting.amountKopecks,
    billingInForce: inForce.length,
    billingRecordId: each(({ recordId }) => recordId),
    billingAgreementId: each(({ agreementId }) => agreementId),
    billingAmountKopecks: each(({ amountKopecks }) => amountKopecks?.toString() ?? null),
  };
}
