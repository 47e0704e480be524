import { faultOf } from '../../soap/soap-fault';
import type { Agreement, PromiseTerms } from '../../store/records';
import { moscowDay } from '../../values/moscow-time';
import { refuseClosed } from '../closed-agreement';
import type { Call } from '../operation';

type Eligibility = Pick<Call, 'store' | 'now'>;

/**
 * The terms of a promised payment, when nothing but the sum can still be wrong. The texts are known ones, and settings
 * are refused by the same as promises (api3 facts: faults). The order in which the reasons are looked at is inferred.
 */
export function promiseTermsFor(agreement: Agreement, { store, now }: Eligibility): PromiseTerms {
  const { uid, agrmid } = agreement;
  const terms = store.accounts.get(uid)?.promiseTerms;
  if (!terms) throw faultOf('No promise payments settings available for uid $1', uid);
  refuseClosed(store, agreement);
  if (agreement.openedOn > moscowDay(now(), -terms.minimumAgeDays)) {
    throw faultOf(
      'Promise payment is not available, agreement lifetime is less than $1 days',
      terms.minimumAgeDays,
    );
  }
  const last = store.promises.standingsOf(agrmid, now()).at(-1);
  if (last?.payid === -1 && moscowDay(now(), -terms.blockDays) <= last.promise.dueOn) {
    throw faultOf('Promise payment is not available, last payment is overdue');
  }
  return terms;
}

export function refuseSecondPromise(agreement: Agreement, { store, now }: Eligibility): void {
  if (store.promises.standingsOf(agreement.agrmid, now()).some(({ payid }) => payid === 0)) {
    throw faultOf('Promise payments already assigned');
  }
}

/** A debt as large as the limit is too large (api3 facts: eligibility). */
export function isDebtTooLarge({ balanceKopecks }: Agreement, { debtLimitKopecks }: PromiseTerms): boolean {
  return balanceKopecks < 0 && -balanceKopecks >= debtLimitKopecks;
}

/** A bound of 0 means that none is offered (api3 facts: soapPPSettings). */
export function isOffered({ minKopecks, maxKopecks }: PromiseTerms): boolean {
  return minKopecks !== 0 && maxKopecks !== 0;
}
