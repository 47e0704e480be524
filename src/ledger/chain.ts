import { ordinalOf, receiptOf, sequenceOf } from './document-numbers';
import { isDoubted } from './doubt';
import type { LedgerUnit } from './ledger-store.port';
import type { LedgerTools } from './ledger-tools';
import type { Payment } from './payment';
import { surelyNeverSent, type Posting, type PostingKind } from './posting';

/**
 * The postings of one payment are a chain: a credit, its reversal, the credit to which the money was moved, its reversal. They
 * run in this order, and only the last credit is ever sent: every one before it is undone, or is voided when billing surely
 * has nothing of it. So the money stands on one agreement at most, whatever comes between.
 */
export function lastCredit(postings: readonly Posting[]): Posting | null {
  return postings.filter(({ kind }) => kind === 'credit').at(-1) ?? null;
}

/** Whether another credit has taken the place of this one. */
export function isSuperseded(posting: Posting, postings: readonly Posting[]): boolean {
  return postings.some(({ kind, sequence }) => kind === 'credit' && sequence > posting.sequence);
}

export function reversalOf(credit: Posting, postings: readonly Posting[]): Posting | null {
  return (
    postings.find(({ kind, sequence }) => kind === 'reversal' && sequence === credit.sequence + 1) ?? null
  );
}

export interface NewPosting {
  readonly kind: PostingKind;
  readonly ordinal: number;
  readonly agreementId: string;
  readonly state?: 'due' | 'voided';
}

/** Writes the next posting of a payment. */
export async function addPosting(
  tools: LedgerTools,
  unit: LedgerUnit,
  payment: Payment,
  { kind, ordinal, agreementId, state = 'due' }: NewPosting,
): Promise<Posting> {
  const now = tools.clock.now();
  const posting: Posting = {
    id: tools.ids.next(),
    paymentId: payment.id,
    kind,
    sequence: sequenceOf(kind, ordinal),
    receipt: receiptOf(payment.id, kind, ordinal),
    agreementId,
    amountKopecks: payment.amountKopecks,
    state,
    // Billing may have it from a time that the ledger has lost.
    mustAsk: await isDoubted(unit, payment),
    attempts: 0,
    nextAttemptAt: now,
    leaseOwner: null,
    leaseUntil: null,
    version: 1,
    posterId: null,
    recordId: null,
    parkedReason: null,
    lastError: null,
    dueSince: now,
    createdAt: now,
    postedAt: null,
    readBackAt: null,
    readBackFinding: null,
  };
  await unit.postings.insert(posting);
  return posting;
}

/** Undoes a credit in billing or, where it was surely never sent, voids it with its reversal. */
export async function undoCredit(
  tools: LedgerTools,
  unit: LedgerUnit,
  payment: Payment,
  credit: Posting,
): Promise<'voided' | 'reversed'> {
  const isNeverSent = surelyNeverSent(credit);
  if (isNeverSent) {
    await unit.postings.update({ ...credit, state: 'voided', version: credit.version + 1 });
  }
  await addPosting(tools, unit, payment, {
    kind: 'reversal',
    ordinal: ordinalOf(credit.sequence),
    agreementId: credit.agreementId,
    state: isNeverSent ? 'voided' : 'due',
  });
  return isNeverSent ? 'voided' : 'reversed';
}
