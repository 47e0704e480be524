import type { BillingAccount } from '../billing.port';
import { readAgreements } from './read-agreements';
import { readContacts } from './read-contacts';
import type { SignedIn } from './signed-in';

/**
 * The account as the dashboard shows it, with all agreements. The cabinet shows neither payment codes nor closed agreements.
 * @throws Rejected `session_ended`; Unavailable
 */
export async function getAccount(signedIn: SignedIn): Promise<BillingAccount> {
  const { visit, kept, addressOf } = signedIn;
  const { dashboard, agreements } = await readAgreements(visit, addressOf);
  const { profile } = dashboard;
  const isShown = profile.email !== null || profile.phone !== null;
  return {
    uid: kept.uid,
    login: kept.login,
    ...profile,
    ...(isShown ? {} : await readContacts(signedIn)),
    isArchived: false,
    agreements: agreements.map(({ agreementId, number, balanceKopecks, operatorName }) => ({
      agreementId,
      number,
      paymentCode: null,
      balanceKopecks,
      operatorName,
      isOpen: true,
      serviceAccounts: null,
    })),
  };
}
