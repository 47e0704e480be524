import { faultOf } from '../../soap/soap-fault';
import { StrictRefusal } from '../../soap/strict-refusal';
import type { XmlField } from '../../soap/xml-writer';
import type { PromiseTerms } from '../../store/records';
import { kopecksFromDecimal } from '../../values/kopecks';
import { moscowDay, moscowText } from '../../values/moscow-time';
import type { Call } from '../operation';
import { reachableAgreement } from '../own-agreements';
import { isDebtTooLarge, isOffered, promiseTermsFor, refuseSecondPromise } from './refuse-promise';

const DONE = 1;

/**
 * Gives agreement `agrm` a promised payment of `summ`. There is no document number that could stop a repeat.
 * The texts about debt, sum and day are inferred.
 * @param dueOn the last day on which it must be paid, by the terms; refused when it cannot be
 */
export function takePromise(
  call: Call,
  taken: { readonly modperson: number; readonly dueOn: (terms: PromiseTerms) => string },
): XmlField[] {
  const { message, store, now } = call;
  const agreement = reachableAgreement(call, message.integer('agrm'));
  const amountKopecks = kopecksFromDecimal(message.text('summ'));
  if (amountKopecks === undefined) {
    throw new StrictRefusal(`summ: "${message.text('summ')}" is not a sum with at most two decimals`);
  }
  const terms = promiseTermsFor(agreement, call);
  if (!call.doublesPromises) refuseSecondPromise(agreement, call);
  if (!isOffered(terms)) throw faultOf('Promise payment is not available, limits are not set');
  if (isDebtTooLarge(agreement, terms)) throw faultOf('Promise payment is not available, debt is too large');
  if (amountKopecks < terms.minKopecks || amountKopecks > terms.maxKopecks) {
    throw faultOf('Promise payment is not available, amount is out of range');
  }
  store.promises.add({
    agrmid: agreement.agrmid,
    amountKopecks,
    promdate: moscowText(now()),
    dueOn: taken.dueOn(terms),
    modperson: taken.modperson,
  });
  return [['ret', DONE]];
}

/** Today and as many days as the group gives. */
export function lastDay({ tillDays }: PromiseTerms, nowMs: number): string {
  return moscowDay(nowMs, tillDays);
}
