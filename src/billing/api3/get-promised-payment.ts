import type { BusinessDays } from '../../shared/business-days';
import type { Clock } from '../../shared/clock';
import type { PromisedPaymentState } from '../cabinet.port';
import { activePromise } from './active-promise';
import type { ManagerSession } from './manager-session';
import { withProof, type Claim } from './own-agreement';
import { promiseSettings } from './promise-settings';
import { promiseOffer } from './promise-terms';

export interface PromiseContext {
  readonly session: ManagerSession;
  readonly clock: Clock;
  readonly days: BusinessDays;
}

/**
 * What promised payment an agreement has or can have, by three calls at once.
 * @throws Rejected `agreement_not_found`
 */
export async function getPromisedPayment(
  { session, clock, days }: PromiseContext,
  claim: Claim,
): Promise<PromisedPaymentState> {
  const { found, value } = await withProof(session, claim, () =>
    Promise.all([promiseSettings(session, claim.agreementId), activePromise(session, claim.agreementId)]),
  );
  const [settings, active] = value;
  if (active) return { terms: null, refusal: 'already_active', active };
  return { ...promiseOffer(settings, found.agreement, days.nameOf(clock.now())), active };
}
