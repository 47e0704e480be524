import { BillingRejection } from '../billing.port';
import { rejected } from './failures';
import { readAgreements } from './read-agreements';
import type { Route } from './routes';
import type { SignedIn } from './signed-in';

/**
 * The number of an agreement of the subscriber's: as his pages showed it at sign-in, else as they show it now.
 * @throws Rejected `agreement_not_found` when none of his pages names it
 */
export async function ownNumber(signedIn: SignedIn, agreementId: string, operation: Route): Promise<string> {
  const notFound = rejected(operation, BillingRejection.agreementNotFound);
  if (!/^[1-9]\d*$/.test(agreementId)) throw notFound;
  const { visit, kept, addressOf } = signedIn;
  const known = kept.agreements.find((agreement) => agreement.agreementId === agreementId);
  if (known) return known.number;
  const { agreements } = await readAgreements(visit, addressOf);
  const found = agreements.find((agreement) => agreement.agreementId === agreementId);
  if (!found) throw notFound;
  return found.number;
}
