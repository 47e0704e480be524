import type { BankState } from '../../ledger/bank-status';

/** Every status that the bank's documents name, and what it means in the ledger's words. */
export const BANK_STATES: ReadonlyMap<string, BankState> = new Map<string, BankState>([
  // The order is made, or its form is open and nobody has paid.
  ['NEW', 'unpaid'],
  ['FORM_SHOWED', 'unpaid'],
  // 3-D Secure is under way, the payment system works.
  ['PREAUTHORIZING', 'pending'],
  ['AUTHORIZING', 'pending'],
  ['3DS_CHECKING', 'pending'],
  ['3DS_CHECKED', 'pending'],
  // The bank itself does not know yet.
  ['PAY_CHECKING', 'pending'],

  ['AUTHORIZED', 'authorized'],
  // Capture under way: only CONFIRMED says that the money is taken.
  ['CONFIRMING', 'pending'],
  ['CONFIRM_CHECKING', 'pending'],
  ['CONFIRMED', 'confirmed'],

  // A hold is being freed, or part of it is free and the rest still held.
  ['REVERSING', 'pending'],
  ['PARTIAL_REVERSED', 'pending'],
  ['REVERSED', 'cancelled'],
  ['CANCELED', 'cancelled'],

  ['REFUNDING', 'refund_in_progress'],
  ['ASYNC_REFUNDING', 'refund_in_progress'],
  ['PARTIAL_REFUNDED', 'partially_refunded'],
  ['REFUNDED', 'refunded'],

  ['DEADLINE_EXPIRED', 'expired'],
  // Texts of the bank differ on whether the form may offer another try, so these close nothing before the deadline.
  ['ATTEMPTS_EXPIRED', 'attempt_failed'],
  ['REJECTED', 'attempt_failed'],
  ['AUTH_FAIL', 'attempt_failed'],

  // Named in the list of Confirm's answers and explained nowhere; COMPLETED belongs to the binding of cards.
  ['CHECKING', 'unrecognised'],
  ['CHECKED', 'unrecognised'],
  ['COMPLETING', 'unrecognised'],
  ['COMPLETED', 'unrecognised'],
  ['PROCESSING', 'unrecognised'],
  ['UNKNOWN', 'unrecognised'],
]);

/** A status that the table does not know is recorded and moves nothing: the bank adds statuses without notice. */
export function bankStateOf(rawStatus: string): BankState {
  return BANK_STATES.get(rawStatus) ?? 'unrecognised';
}
