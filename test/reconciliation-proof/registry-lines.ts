import type { BankOperation, BankStory } from './story';

/** An operation of a payment, as a line of the bank's registry. */
export interface RegistryEntry {
  readonly operation: BankOperation;
  readonly payment: BankStory;
}

/** All that the bank's registries say, in the order of time. */
export function registryEntries(payments: readonly BankStory[]): readonly RegistryEntry[] {
  return payments
    .flatMap((payment) => payment.operations.map((operation) => ({ operation, payment })))
    .sort((one, other) => one.operation.at.getTime() - other.operation.at.getTime());
}
