import {
  BillingRejection,
  type BillingAccount,
  type BillingAgreement,
  type BillingPort,
} from '../billing/billing.port';
import { Problem } from '../shared/problem/problem';
import { Rejected } from '../shared/upstream-errors';
import { SuspenseProblems } from './suspense-problems';

export interface FitAgreement {
  readonly agreement: BillingAgreement;
  readonly account: BillingAccount;
}

/**
 * Proves against billing that an agreement exists and is open, and tells whose it is. Asked afresh each time.
 * @throws Problem `agreement_not_found`, `agreement_closed`
 * @throws UpstreamError when billing does not answer
 */
export async function findFitAgreement(
  billing: Pick<BillingPort, 'findOwner' | 'getAccount'>,
  agreementId: string,
): Promise<FitAgreement> {
  const owned = await findOwned(billing, agreementId);
  if (!owned) throw new Problem(SuspenseProblems.agreementNotFound);
  if (!owned.agreement.isOpen || owned.account.isArchived)
    throw new Problem(SuspenseProblems.agreementClosed);
  return owned;
}

/** An agreement with its owner, open or not; null when billing has none. */
export async function findOwned(
  billing: Pick<BillingPort, 'findOwner' | 'getAccount'>,
  agreementId: string,
): Promise<FitAgreement | null> {
  const uid = await billing.findOwner(agreementId);
  const account = uid === null ? null : await accountOf(billing, uid);
  const agreement = account?.agreements.find((candidate) => candidate.agreementId === agreementId);
  return account && agreement ? { agreement, account } : null;
}

/** Null when billing has no such subscriber. */
export async function accountOf(
  billing: Pick<BillingPort, 'getAccount'>,
  uid: string,
): Promise<BillingAccount | null> {
  try {
    return await billing.getAccount(uid);
  } catch (error) {
    if (error instanceof Rejected && error.code === BillingRejection.accountNotFound) return null;
    throw error;
  }
}
