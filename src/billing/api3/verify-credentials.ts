import { Rejected } from '../../shared/upstream-errors';
import { BillingRejection } from '../billing.port';
import type { Api3Client } from './api3-client';
import { liveSessionCookie } from './cookies';
import { unexpectedAnswer, UPSTREAM } from './failures';
import { idOf, nodeOf } from './soap-values';
import { survivesXml } from './xml-text';

/** Leaving the session behind must not keep a subscriber waiting. */
const LOGOUT_TIMEOUT_MS = 2_000;

/**
 * Signs a subscriber in and out again: no session of his is kept. Only the answer counts, never the cookie, which the core
 * sends with refusals as well.
 * @throws Rejected `invalid_credentials`, also for what no request can carry unchanged
 */
export async function verifyCredentials(
  client: Api3Client,
  login: string,
  password: string,
  address: string | null,
): Promise<{ uid: string }> {
  if (!isSendable(login) || !isSendable(password)) {
    throw new Rejected({
      upstream: UPSTREAM,
      operation: 'ClientLogin',
      code: BillingRejection.invalidCredentials,
    });
  }
  const { body, setCookies } = await client.call('ClientLogin', {
    login,
    pass: password,
    ...(address === null ? {} : { ip: address }),
  });
  const session = liveSessionCookie(setCookies, client.host)?.value;
  if (session !== undefined) {
    await client.call('Logout', {}, { session, timeoutMs: LOGOUT_TIMEOUT_MS }).catch(() => undefined);
  }
  const uid = idOf(nodeOf(body, 'ret'), 'uid');
  if (uid === null) throw unexpectedAnswer('ClientLogin', 'no uid');
  return { uid };
}

function isSendable(credential: string): boolean {
  return credential !== '' && survivesXml(credential);
}
