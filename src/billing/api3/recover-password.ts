import { Rejected } from '../../shared/upstream-errors';
import { BillingRejection } from '../billing.port';
import { CabinetRejection } from '../cabinet.port';
import type { Api3Client } from './api3-client';
import { SessionRefused, UPSTREAM } from './failures';
import { isSendable } from './subscriber-session';

const operation = 'recoverPassword';
const BY_EMAIL = '0';

/**
 * Has the core send a subscriber the mail by which he gets a new password (`sync` false: it does not wait for the mail). Needs
 * no session; a core that wants one has this for its own cabinet alone.
 * @throws Rejected `not_supported`; UnknownOutcome when the mail may have been sent
 */
export async function recoverPassword(client: Api3Client, login: string): Promise<void> {
  // What no request can carry is nobody's login.
  if (!isSendable(login)) return;
  try {
    await client.call(operation, { transport: BY_EMAIL, login, sync: 'false' });
  } catch (error) {
    const isMissing = error instanceof Rejected && error.code === BillingRejection.operationMissing;
    if (isMissing || error instanceof SessionRefused) {
      throw new Rejected({ upstream: UPSTREAM, operation, code: CabinetRejection.notSupported });
    }
    // Nobody shall learn from us which logins there are.
    if (error instanceof Rejected && error.code === BillingRejection.accountNotFound) return;
    throw error;
  }
}
