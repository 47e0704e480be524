import { BillingRejection } from '../billing.port';
import type { AgreementBalance } from '../cabinet.port';
import { rejected } from './failures';
import { readAgreements } from './read-agreements';
import type { SignedIn } from './signed-in';

/**
 * What an agreement stands at. Only one theme shows the allowed credit, and none what part of it is promised or what is due.
 * @throws Rejected `agreement_not_found`, `session_ended`; Unavailable
 */
export async function getBalance(
  { visit, addressOf }: SignedIn,
  agreementId: string,
): Promise<AgreementBalance> {
  const { agreements } = await readAgreements(visit, addressOf);
  const agreement = agreements.find((one) => one.agreementId === agreementId);
  if (!agreement) throw rejected('account/index', BillingRejection.agreementNotFound);
  const { number, balanceKopecks, creditKopecks } = agreement;
  return {
    agreementId,
    number,
    isOpen: true,
    balanceKopecks,
    creditKopecks,
    promisedCreditKopecks: null,
    recommendedPaymentKopecks: null,
  };
}
