import type { ServiceState } from '../cabinet.port';
import { unexpectedAnswer } from './failures';
import type { Api3Operation } from './operations';

/** Values of `blocked`, as the vendor's own client shows them. */
const STATES: Readonly<Record<string, ServiceState>> = {
  '0': 'active',
  '1': 'blocked_by_balance',
  '2': 'blocked_by_subscriber',
  '3': 'blocked_by_provider',
  '4': 'blocked_by_balance',
  '5': 'traffic_limit',
  '10': 'off',
};

/**
 * The state that `blocked` tells; `unknown` for no value, and for one that later builds may have added.
 * @throws Unavailable `unexpected_answer` for what is no number
 */
export function serviceStateOf(blocked: string, operation: Api3Operation): ServiceState {
  if (!/^(?:-?\d{1,9})?$/.test(blocked)) throw unexpectedAnswer(operation, 'blocked is no number');
  return STATES[blocked] ?? 'unknown';
}
