import type { PaymentStatus } from '../../ledger/transitions';
import type { CoveredDays } from './covered-days';
import type { BankFact, BankWord, LedgerFact } from './facts';

/** What counts as the bank's word about a payment, and what it rests on. */
export interface Statement {
  readonly word: BankWord;
  /** Null when only the ledger tells what the bank said. */
  readonly fact: BankFact | null;
}

const LEDGER_WORDS: Readonly<Record<PaymentStatus, BankWord>> = {
  created: 'not_taken',
  awaiting_payer: 'not_taken',
  authorized: 'not_taken',
  rejected: 'not_taken',
  expired: 'not_taken',
  cancelled: 'not_taken',
  confirmed: 'taken',
  posted: 'taken',
  partially_refunded: 'returned_in_part',
  refunded: 'returned',
};

/** The ledger moves by signed words of the bank alone, so it speaks for the bank where that says nothing. */
export function statementOf(
  payment: LedgerFact,
  fact: BankFact | undefined,
  covered: CoveredDays,
): Statement {
  const remembered = LEDGER_WORDS[payment.status];
  if (!fact) return { word: remembered, fact: null };
  if (fact.word === 'taken' && fact.origin === 'registry' && remembered.startsWith('returned')) {
    return { word: isReturnMissing(payment, fact, covered) ? 'taken' : remembered, fact };
  }
  return { word: isReturnOfAPart(payment, fact) ? 'returned_in_part' : fact.word, fact };
}

/** Registries speak against a return that the ledger knows of only when they have every day on which it may have happened. */
function isReturnMissing(payment: LedgerFact, fact: BankFact, covered: CoveredDays): boolean {
  const { refundedAt, accountedAt } = payment;
  return refundedAt !== null && covered.coverAll(fact.paidAt ?? accountedAt, refundedAt);
}

/** Registries that have the return alone cannot tell whether it was all. */
function isReturnOfAPart(payment: LedgerFact, { word, paidKopecks, returnedKopecks }: BankFact): boolean {
  if (word !== 'returned' && word !== 'charged_back') return false;
  return paidKopecks === null && returnedKopecks !== null && returnedKopecks < payment.amountKopecks;
}

/** Some of the money is with the provider, so the payer is owed a credit. */
export function isOwed({ word }: Statement): boolean {
  return word === 'taken' || word === 'returned_in_part';
}
