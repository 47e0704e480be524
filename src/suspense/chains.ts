import { lastCredit } from '../ledger/chain';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { Payment } from '../ledger/payment';
import type { Posting } from '../ledger/posting';

/** A payment with its postings, and the credit by which its money stands, or is to stand. */
export interface Chain {
  readonly payment: Payment;
  readonly postings: readonly Posting[];
  readonly credit: Posting | null;
}

export async function chainOf(store: LedgerStore, paymentId: string): Promise<Chain | null> {
  return store.read(async (unit) => {
    const payment = await unit.payments.find(paymentId);
    if (!payment) return null;
    const postings = await unit.postings.ofPayment(paymentId);
    return { payment, postings, credit: lastCredit(postings) };
  });
}

/** Reasons for which billing will not take a credit on its agreement, whenever it is sent. */
const OF_THE_AGREEMENT: readonly string[] = ['agreement_closed', 'agreement_not_found'];

export function isRefusedByAgreement({ kind, state, parkedReason }: Posting): boolean {
  return kind === 'credit' && state === 'parked' && OF_THE_AGREEMENT.includes(parkedReason ?? '');
}
