import type { Api3Client } from './api3-client';
import { asSubscriber, type SubscriberCredentials } from './subscriber-session';

/**
 * Checks a subscriber's login and password; all that is done for him later is done by the manager, so nothing is kept.
 * @throws Rejected `invalid_credentials`
 */
export function signIn(
  client: Api3Client,
  credentials: SubscriberCredentials,
): Promise<{ readonly uid: string; readonly upstreamSession: null }> {
  return asSubscriber(client, credentials, ({ uid }) => Promise.resolve({ uid, upstreamSession: null }));
}
