import type { Visit } from './visit';

/**
 * Ends the session of a visit. That it was over before makes no difference.
 * @throws Unavailable
 */
export async function signOut(visit: Visit, address: URL): Promise<void> {
  await visit.touch(address, 'site/logout');
}
