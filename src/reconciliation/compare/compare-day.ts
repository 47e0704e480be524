import type { Finding } from '../../books/discrepancy';
import type { DayFacts } from './facts';

/**
 * Holds bank, ledger and billing against each other for one business day of one terminal. The same facts in whatever order
 * give the same findings in the same order, at most one of a class for a payment, a bank payment or a record.
 */
export function compareDay(_facts: DayFacts): readonly Finding[] {
  throw new Error('Not written yet');
}
