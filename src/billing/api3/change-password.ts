import { Rejected, UnknownOutcome } from '../../shared/upstream-errors';
import { BillingRejection } from '../billing.port';
import { CabinetRejection, type Subscriber } from '../cabinet.port';
import type { Api3Client } from './api3-client';
import { unexpectedAnswer, UPSTREAM } from './failures';
import { getAccount } from './get-account';
import type { ManagerSession } from './manager-session';
import { textOf } from './soap-values';
import { asSubscriber, isSendable } from './subscriber-session';

const operation = 'updClientPass';
const DONE = '1';

export interface ChangePasswordContext {
  readonly client: Api3Client;
  readonly session: ManagerSession;
}

/**
 * Changes the password of an account, in a session of the subscriber's own that begins with the current one and ends with the
 * change: four calls, since the login has to be asked for first.
 * @throws Rejected `invalid_credentials` when the current password is wrong, `password_refused` for a new one that the core
 *   does not take or no request can carry; UnknownOutcome for all that proves nothing
 */
export async function changePassword(
  { client, session }: ChangePasswordContext,
  { uid }: Subscriber,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<void> {
  if (!isSendable(current)) throw refused(BillingRejection.invalidCredentials);
  if (!isSendable(next)) throw refused(CabinetRejection.passwordRefused);
  const { login } = await getAccount(session, uid);
  const credentials = { login, password: current, address: null };
  await asSubscriber(client, credentials, async (subscriber) => {
    if (subscriber.uid !== uid) throw unexpectedAnswer('ClientLogin', 'another uid');
    if (subscriber.session === null) throw unexpectedAnswer('ClientLogin', 'no live session cookie');
    const passwords = { oldpass: current, newpass: next };
    const { body } = await client.call(operation, passwords, { session: subscriber.session });
    if (textOf(body, 'ret') !== DONE) {
      throw new UnknownOutcome({ upstream: UPSTREAM, operation, code: 'not_confirmed' });
    }
  });
}

function refused(code: string): Rejected {
  return new Rejected({ upstream: UPSTREAM, operation, code });
}
