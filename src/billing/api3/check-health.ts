import { Rejected } from '../../shared/upstream-errors';
import { BillingRejection } from '../billing.port';
import type { Api3Client } from './api3-client';
import { SessionRefused } from './failures';

/**
 * Asks the core for its version, which needs no session. An older core that does not know the operation, or wants a session
 * for it, lives as well.
 * @throws Unavailable
 */
export async function checkHealth(client: Api3Client): Promise<void> {
  try {
    await client.call('getVersion', {});
  } catch (error) {
    const missing = error instanceof Rejected && error.code === BillingRejection.operationMissing;
    if (!missing && !(error instanceof SessionRefused)) throw error;
  }
}
