import type { BillingPayment } from '../billing/billing.port';
import { isSettled, type Posting } from '../ledger/posting';
import type { CreditToRead } from '../ledger/read-back-rows.port';

/** What can be wrong with a credit in billing, in stable words. */
export const FINDINGS = [
  /** Posted, and billing has no record of it. */
  'missing',
  /** More than one record in force. */
  'doubled',
  'other_amount',
  'other_agreement',
  /** In force is another record than the one that was answered when it was posted. */
  'other_record',
  /** Cancelled, and not by a reversal of ours. */
  'cancelled',
  /** Our reversal is done, and the record is in force. */
  'not_cancelled',
  /** Never to be sent, and billing holds it. */
  'unexpected',
] as const;

export type Finding = (typeof FINDINGS)[number];

/** `confirmed`: billing's record is as it should be. `open`: there is nothing to say yet. */
export type Reading = Finding | 'confirmed' | 'open';

export function findingOf(reading: Reading): Finding | null {
  return reading === 'confirmed' || reading === 'open' ? null : reading;
}

/**
 * Holds what billing has under a credit's receipt against the ledger: exactly one record in force, of the same agreement, sum
 * to the kopeck, record id and poster; or, once our reversal is done, none in force. The records of each id count once.
 */
export function compare(credit: CreditToRead, records: readonly BillingPayment[]): Reading {
  const { posting, reversalState } = credit;
  const [record, ...others] = records.filter(({ isCancelled }) => !isCancelled);
  if (posting.state === 'voided') return record ? 'unexpected' : 'open';
  if (others.length > 0) return 'doubled';
  if (!isSettled(posting)) return (record && contradiction(credit, record)) ?? 'open';
  if (record && reversalState === 'posted') return 'not_cancelled';
  if (record)
    return contradiction(credit, record) ?? (isOurs(posting, record) ? 'confirmed' : 'other_record');
  if (records.length === 0) return 'missing';
  // While a reversal is under way, or waits for a person, it may have been carried out or not.
  return reversalState === null || reversalState === 'voided' ? 'cancelled' : 'confirmed';
}

/** What no later step could mend: billing has the receipt with another agreement or sum. */
function contradiction(credit: CreditToRead, record: BillingPayment): Finding | null {
  if (record.agreementId !== credit.posting.agreementId) return 'other_agreement';
  return isRightAmount(credit, record) ? null : 'other_amount';
}

/** After a partial refund accounting takes the returned part off by hand: then less is right, but never nothing or more. */
function isRightAmount(
  { posting, isPartlyRefunded }: CreditToRead,
  { amountKopecks }: BillingPayment,
): boolean {
  if (amountKopecks === posting.amountKopecks) return true;
  if (!isPartlyRefunded || amountKopecks === null) return false;
  return amountKopecks > 0 && amountKopecks < posting.amountKopecks;
}

function isOurs(posting: Posting, record: BillingPayment): boolean {
  return record.recordId === posting.recordId && record.posterId === posting.posterId;
}
