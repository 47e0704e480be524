import { Rejected } from '../../shared/upstream-errors';
import { BillingRejection } from '../billing.port';
import type { Api3Client } from './api3-client';
import { liveSessionCookie } from './cookies';
import { unexpectedAnswer, UPSTREAM } from './failures';
import { idOf, nodeOf } from './soap-values';
import { survivesXml } from './xml-text';

const operation = 'ClientLogin';

/** Leaving the session behind must not keep a subscriber waiting. */
const LOGOUT_TIMEOUT_MS = 2_000;

export interface SubscriberCredentials {
  readonly login: string;
  readonly password: string;
  /** The subscriber's own network address, where it is known. */
  readonly address: string | null;
}

export interface SignedInSubscriber {
  readonly uid: string;
  /** The session's cookie; null when the core gave none that lives. */
  readonly session: string | null;
}

/**
 * Signs a subscriber in, does some work as him and signs him out again: no session of his is kept. Only the answer counts,
 * never the cookie, which the core sends with refusals as well.
 * @throws Rejected `invalid_credentials`, also for what no request can carry unchanged; what the work throws
 */
export async function asSubscriber<T>(
  client: Api3Client,
  { login, password, address }: SubscriberCredentials,
  work: (subscriber: SignedInSubscriber) => Promise<T>,
): Promise<T> {
  if (!isSendable(login) || !isSendable(password)) {
    throw new Rejected({ upstream: UPSTREAM, operation, code: BillingRejection.invalidCredentials });
  }
  const { body, setCookies } = await client.call(operation, {
    login,
    pass: password,
    ...(address === null ? {} : { ip: address }),
  });
  const session = liveSessionCookie(setCookies, client.host)?.value ?? null;
  try {
    const uid = idOf(nodeOf(body, 'ret'), 'uid');
    if (uid === null) throw unexpectedAnswer(operation, 'no uid');
    return await work({ uid, session });
  } finally {
    if (session !== null) {
      await client.call('Logout', {}, { session, timeoutMs: LOGOUT_TIMEOUT_MS }).catch(() => undefined);
    }
  }
}

/** True for a credential that arrives at the core as it is. */
export function isSendable(credential: string): boolean {
  return credential !== '' && survivesXml(credential);
}
