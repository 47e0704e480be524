import {
  BillingRejection,
  type BillingAccount,
  type BillingAgreement,
  type BillingPort,
} from '../billing/billing.port';
import { Problem } from '../shared/problem/problem';
import { Rejected } from '../shared/upstream-errors';
import { PaymentProblems } from './payment-problems';

export interface PayableAgreement {
  readonly agreement: BillingAgreement;
  readonly account: BillingAccount;
}

/**
 * Proves against billing that an agreement is the subscriber's own and open. Asked afresh each time: money decisions take
 * no cached answer.
 * @throws Problem `agreement_not_found` for a foreign or unknown agreement, `agreement_closed` for a closed one
 */
export async function findPayableAgreement(
  billing: BillingPort,
  subscriberUid: string,
  agreementId: string,
): Promise<PayableAgreement> {
  const account = await accountOf(billing, subscriberUid);
  const agreement = account.agreements.find((candidate) => candidate.agreementId === agreementId);
  if (!agreement) throw new Problem(PaymentProblems.agreementNotFound);
  if (!agreement.isOpen || account.isArchived) throw new Problem(PaymentProblems.agreementClosed);
  return { agreement, account };
}

async function accountOf(billing: BillingPort, uid: string): Promise<BillingAccount> {
  try {
    return await billing.getAccount(uid);
  } catch (error) {
    if (error instanceof Rejected && error.code === BillingRejection.accountNotFound) {
      throw new Problem(PaymentProblems.agreementNotFound, { cause: error });
    }
    throw error;
  }
}
