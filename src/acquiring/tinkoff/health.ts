import { meaningOf } from './error-table';
import { inDoubt, refusal } from './failures';
import type { TinkoffClient } from './tinkoff-client';
import { field, flagOf, wordOf } from './wire-values';

/** No order has this number: ours have 26 characters. */
const NO_SUCH_ORDER = 'health-check';

/** Our words for refusals after which no payment can be made; any other refusal proves that the interface lives. */
const DOWN = new Set(['misconfigured', 'temporarily_unavailable']);

/**
 * Asks with `CheckOrder` about an order that cannot exist: signed and answered like any other call, changes nothing.
 * @throws Rejected `misconfigured`, Unavailable
 */
export async function checkHealth(client: TinkoffClient): Promise<void> {
  const answer = await client.call('CheckOrder', { OrderId: NO_SUCH_ORDER });
  if (flagOf(field(answer, 'Success')) === true) return;
  const code = wordOf(field(answer, 'ErrorCode'));
  if (code === null) throw inDoubt('CheckOrder', 'incomplete_answer');
  if (DOWN.has(meaningOf(code).code)) throw refusal('CheckOrder', answer);
}
