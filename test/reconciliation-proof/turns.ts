import { receiptOf } from '../../src/ledger/document-numbers';
import type { Whole } from './narrator';
import type { Expected, PostingStory, Story } from './story';

/** Turns that the story of a payment takes. */

export function neverPaid({ ledger, bank }: Whole): void {
  notHeardOf({ ledger });
  bank.status = 'DEADLINE_EXPIRED';
  bank.operations = [];
}

/** The ledger never heard that it was paid. */
export function notHeardOf({ ledger }: Pick<Whole, 'ledger'>): void {
  ledger.status = 'expired';
  ledger.confirmedAt = null;
  ledger.postings = [];
}

/** The credit waits for a person. */
export function parked({ ledger, credit }: Whole): void {
  ledger.status = 'confirmed';
  Object.assign(credit, { state: 'parked', recordKey: null, postedAt: null });
}

export function returned({ bank }: Whole, at: Date, type: 'Credit' | 'Chargeback' = 'Credit'): void {
  bank.operations.push({ type, kopecks: bank.kopecks, at });
  bank.returnedKopecks = bank.kopecks;
  if (type === 'Credit') bank.status = 'REFUNDED';
}

export function returnedInPart({ ledger, bank }: Whole, kopecks: number, at: Date): void {
  bank.operations.push({ type: 'Credit', kopecks, at });
  bank.returnedKopecks = kopecks;
  bank.status = 'PARTIAL_REFUNDED';
  ledger.status = 'partially_refunded';
  ledger.flag = 'partial_refund';
}

/** The ledger heard that all went back. */
export function heardOfReturn({ ledger, credit }: Whole, at: Date, state: PostingStory['state']): void {
  ledger.status = 'refunded';
  ledger.refundedAt = at;
  ledger.postings.push({
    ...credit,
    kind: 'reversal',
    sequence: 2,
    receipt: receiptOf(ledger.paymentId, 'reversal'),
    state,
    since: at,
    postedAt: state === 'posted' ? at : null,
  });
}

export function tell(
  wholes: readonly Whole[],
  expected: readonly Expected[] = [],
  changes: Partial<Story> = {},
): Story {
  return {
    ledger: wholes.map(({ ledger }) => ledger),
    bank: wholes.map(({ bank }) => bank),
    records: wholes.map(({ record }) => record),
    expected,
    ...changes,
  };
}

export function error(
  of: Expected['class'],
  about: string,
  afterHealing: Expected['afterHealing'],
): Expected {
  return { class: of, severity: 'error', about, afterHealing };
}

export function notice(of: Expected['class'], about: string): Expected {
  return { class: of, severity: 'notice', about, afterHealing: 'there' };
}
