import type { Discrepancy } from '../books/discrepancy';
import type { DayFacts, LedgerFact } from './compare/facts';
import { isUnderWay, owedCreditOf } from './compare/owed-credit';

const DAY_MS = 86_400_000;

/**
 * Tells which discrepancies were not found only because the outbox is at work on them, or was so lately that billing does not
 * show it yet: whether they are healed is for a later run to say.
 */
export class OnItsWay {
  private readonly payments: ReadonlyMap<string, LedgerFact>;
  private readonly inForce: ReadonlySet<string>;

  constructor(private readonly facts: DayFacts) {
    this.payments = new Map(facts.ledger.map((payment) => [payment.paymentId, payment]));
    const standing = facts.billing.filter(({ isCancelled }) => !isCancelled);
    this.inForce = new Set(standing.map(({ receipt }) => receipt));
  }

  has({ remedy, paymentId }: Discrepancy): boolean {
    const payment = this.payments.get(paymentId ?? '');
    if (remedy === 'none' || !payment) return false;
    // What is dated beyond the days that were read is not shown by them, however long one waits: its own day looks for it.
    if (owedCreditOf(payment).state === 'posted' && !this.isDatedWithin(payment)) return false;
    if (!isUnderWay(payment, this.facts.now, this.facts.terms)) return false;
    return this.inForce.has(owedCreditOf(payment).receipt) === (remedy === 'reversal');
  }

  /** Of billing a day and its neighbours are read. */
  private isDatedWithin({ accountedAt }: LedgerFact): boolean {
    const { from, to } = this.facts.day;
    return accountedAt.getTime() >= from.getTime() - DAY_MS && accountedAt.getTime() < to.getTime() + DAY_MS;
  }
}
