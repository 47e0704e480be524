import type { BankFact, DayFacts, LedgerFact } from './facts';

/** A bank payment with money in it that is not the one which the ledger knows its order by, if it knows the order at all. */
export interface BankStranger {
  readonly fact: BankFact;
  readonly payment: LedgerFact | null;
}

export interface BankSide {
  /** What the bank says of a payment of the ledger, by our id. */
  readonly ofPayments: ReadonlyMap<string, BankFact>;
  readonly strangers: readonly BankStranger[];
}

/** Finds the payment that each statement of the bank is about: by the bank's id of it, then by the order. */
export function bankSideOf({ bank, ledger, terminal }: DayFacts): BankSide {
  const ours = ledger.filter((payment) => payment.terminal === terminal);
  const byBankId = new Map(ours.map((payment) => [payment.acquirerPaymentId, payment]));
  const byOrder = new Map(ledger.map((payment) => [payment.orderId, payment]));
  const ofPayments = new Map<string, BankFact>();
  const left: BankFact[] = [];
  for (const fact of inRank(bank.filter((one) => one.terminal === terminal))) {
    const payment = fact.acquirerPaymentId === null ? undefined : byBankId.get(fact.acquirerPaymentId);
    if (!payment) left.push(fact);
    else if (!ofPayments.has(payment.paymentId)) ofPayments.set(payment.paymentId, fact);
  }
  const strangers: BankStranger[] = [];
  for (const fact of left) {
    const payment = fact.orderId === null ? undefined : byOrder.get(fact.orderId);
    const isItsOwn = payment?.terminal === terminal && !ofPayments.has(payment.paymentId);
    if (isItsOwn) ofPayments.set(payment.paymentId, fact);
    else if (hasMoney(fact)) strangers.push({ fact, payment: payment ?? null });
  }
  return { ofPayments, strangers };
}

function hasMoney({ word }: BankFact): boolean {
  return word !== 'not_taken' && word !== 'unsettled';
}

/** Of several for one payment the one with money counts before one without, and registries before states. */
function inRank(facts: readonly BankFact[]): readonly BankFact[] {
  return facts
    .map((fact) => ({ fact, rank: rankOf(fact) }))
    .sort((one, other) => (one.rank < other.rank ? -1 : one.rank > other.rank ? 1 : 0))
    .map(({ fact }) => fact);
}

function rankOf(fact: BankFact): string {
  const { origin, acquirerPaymentId, orderId, line } = fact;
  return [hasMoney(fact) ? '0' : '1', origin, acquirerPaymentId, orderId, line].join(' ');
}
