import type { PromisedPaymentState } from '../cabinet.port';
import { openPromised } from './open-promised';
import { readPromised } from './promised-page';
import type { SignedIn } from './signed-in';

/**
 * Whether a promised payment can be had, and what was promised before. Goes no further than the second step, which does nothing.
 * @throws Rejected `agreement_not_found`, `session_ended`; Unavailable
 */
export async function getPromisedPayment(
  signedIn: SignedIn,
  agreementId: string,
): Promise<PromisedPaymentState> {
  return readPromised(await openPromised(signedIn, agreementId));
}
