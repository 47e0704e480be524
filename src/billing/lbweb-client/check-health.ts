import type { Addresses } from './addresses';
import { openSignIn } from './sign-in-form';
import type { Visit } from './visit';

/**
 * Opens the sign-in page, which needs no session.
 * @throws Unavailable, also as UpstreamChanged when it is no sign-in page
 */
export async function checkHealth(visit: Visit, addresses: Addresses): Promise<void> {
  await openSignIn(visit, addresses);
}
