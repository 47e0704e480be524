import { Rejected, Unavailable } from '../../shared/upstream-errors';
import { checkOrder } from './check-order';
import type { TinkoffClient } from './tinkoff-client';

/** No order has this number: ours have 26 characters. */
const NO_SUCH_ORDER = 'health-check';

/** Our words for refusals that mean that no payment can be made; any other refusal proves that the interface lives. */
const DOWN = new Set(['misconfigured', 'temporarily_unavailable']);

/**
 * Asks about an order that cannot exist: signed and answered like any other call, changes nothing.
 * @throws Rejected `misconfigured`, Unavailable
 */
export async function checkHealth(client: TinkoffClient): Promise<void> {
  try {
    await checkOrder(client, NO_SUCH_ORDER);
  } catch (error) {
    const isRefusal = error instanceof Rejected || error instanceof Unavailable;
    const isAlive = isRefusal && ANSWERED.has(error.code) && !DOWN.has(error.code);
    if (!isAlive) throw error;
  }
}
