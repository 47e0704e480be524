import type { RegistryLine } from '../../books/registry-line';
import type { BankFact } from './facts';

/**
 * One fact for each payment of the bank that the lines are about. Lines of fees alone are about none. The lines of a payment
 * should be all that the registries in force have of it, of whatever day.
 */
export function foldRegistry(_lines: readonly RegistryLine[]): readonly BankFact[] {
  throw new Error('Not written yet');
}
