import { formatRoubles, type Kopecks } from '../../shared/money';
import { Rejected, UnknownOutcome } from '../../shared/upstream-errors';
import { CabinetRejection, type PromiseRefusal } from '../cabinet.port';
import type { SoapArguments } from './api3-client';
import { UPSTREAM } from './failures';
import type { PromiseContext } from './get-promised-payment';
import { withProof, type Claim } from './own-agreement';
import { promiseRefusalOf } from './promise-refusal';
import { promiseSettings } from './promise-settings';
import { promiseOffer } from './promise-terms';
import { idOf } from './soap-values';

const operation = 'PromisePayment';

/**
 * What `PromisePayment` has to be given, which differs by build: agreement and sum; the last day as well; and whether the fee
 * is waived. Each asks for all that its form names, and knows no more.
 */
export const PROMISED_PAYMENT_FORMS = ['agrm_summ', 'with_promtill', 'with_disablefee'] as const;
export type PromisedPaymentForm = (typeof PROMISED_PAYMENT_FORMS)[number];

export interface TakePromiseContext extends PromiseContext {
  readonly promisedPaymentForm: PromisedPaymentForm;
}

/**
 * Takes a promised payment as the manager. Terms and ownership are read first, by two calls at once: the last day has to be
 * sent along.
 * @throws Rejected `agreement_not_found`, `promise_refused` with the reason as its reference, `promise_sum_out_of_bounds`;
 *   UnknownOutcome for all that proves nothing
 */
export async function takePromisedPayment(
  context: TakePromiseContext,
  claim: Claim,
  amountKopecks: Kopecks,
): Promise<void> {
  const { session, clock, days, promisedPaymentForm } = context;
  const { found, value } = await withProof(session, claim, () => promiseSettings(session, claim.agreementId));
  const { terms, refusal } = promiseOffer(value, found.agreement, days.nameOf(clock.now()));
  if (refusal !== null) throw promiseRefused(refusal);
  if (amountKopecks < terms.minKopecks || amountKopecks > terms.maxKopecks) {
    throw new Rejected({ upstream: UPSTREAM, operation, code: CabinetRejection.promiseSumOutOfBounds });
  }
  const args: SoapArguments = {
    agrm: claim.agreementId,
    summ: formatRoubles(amountKopecks),
    ...(promisedPaymentForm === 'agrm_summ' ? {} : { promtill: terms.dueOn }),
    ...(promisedPaymentForm === 'with_disablefee' ? { disablefee: 'false' } : {}),
  };
  try {
    const { body } = await session.call(operation, args);
    if (idOf(body, 'ret') === null) {
      throw new UnknownOutcome({ upstream: UPSTREAM, operation, code: 'not_confirmed' });
    }
  } catch (error) {
    const late = promiseRefusalOf(error);
    throw late === null ? error : promiseRefused(late);
  }
}

function promiseRefused(reference: PromiseRefusal): Rejected {
  const code = CabinetRejection.promiseRefused;
  return new Rejected({ upstream: UPSTREAM, operation, code, reference });
}
