import type { Clock } from '../../shared/clock';
import { Rejected, UnknownOutcome } from '../../shared/upstream-errors';
import { BillingRejection } from '../billing.port';
import { UPSTREAM } from './failures';
import { notAfter } from './lease';
import type { ManagerSession } from './manager-session';
import { idOf } from './soap-values';

const operation = 'ExternCancelPayment';

/**
 * Cancels the whole payment with this receipt by the signed-in manager (`notexists` = 1: refuse when there is none). A
 * repeat is harmless: "already cancelled" is what was asked for.
 * @throws Rejected by the fault table; Unavailable `lease_expired`; UnknownOutcome for all that proves nothing
 */
export async function cancelPayment(
  { session, clock }: { readonly session: ManagerSession; readonly clock: Clock },
  receipt: string,
  limit: Date,
): Promise<{ recordId: string | null }> {
  try {
    const { body } = await session.call(
      operation,
      { receipt, notexists: '1' },
      notAfter(limit, clock, operation),
    );
    const recordId = idOf(body, 'ret');
    if (recordId === null) throw new UnknownOutcome({ upstream: UPSTREAM, operation, code: 'no_record_id' });
    return { recordId };
  } catch (error) {
    if (error instanceof Rejected && error.code === BillingRejection.alreadyCancelled) {
      return { recordId: error.reference ?? null };
    }
    throw error;
  }
}
