import { Rejected } from '../../shared/upstream-errors';
import { PROMISE_REFUSALS, type PromiseRefusal } from '../cabinet.port';

/** Why the core gives no promised payment, when that is what an error says: the fault table has a code for each reason. */
export function promiseRefusalOf(error: unknown): PromiseRefusal | null {
  if (!(error instanceof Rejected)) return null;
  return PROMISE_REFUSALS.find((refusal) => refusal === error.code) ?? null;
}
