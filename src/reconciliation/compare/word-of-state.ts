import type { BankState } from '../../ledger/bank-status';
import type { BankWord } from './facts';

const WORDS: Readonly<Record<BankState, BankWord>> = {
  unpaid: 'not_taken',
  pending: 'unsettled',
  authorized: 'not_taken',
  confirmed: 'taken',
  attempt_failed: 'not_taken',
  expired: 'not_taken',
  cancelled: 'not_taken',
  refund_in_progress: 'unsettled',
  partially_refunded: 'returned_in_part',
  refunded: 'returned',
  unrecognised: 'unsettled',
};

/** What a state that the bank was asked for says of the money. */
export function wordOfState(state: BankState): BankWord {
  return WORDS[state];
}
