import type { BillingAgreement } from '../billing.port';
import type { PromisedPaymentTerms, PromiseRefusal } from '../cabinet.port';
import { dayAfter } from '../../shared/calendar-day';
import type { PromiseSettings } from './promise-settings';

/** On what terms a promised payment can be taken, or why none can. */
export type PromiseOffer =
  | { readonly terms: PromisedPaymentTerms; readonly refusal: null }
  | { readonly terms: null; readonly refusal: PromiseRefusal };

/**
 * What an agreement is offered, decided in the order in which the vendor's own cabinet does.
 * @param today business day, `YYYY-MM-DD`; the last day to pay is counted from it
 */
export function promiseOffer(
  settings: PromiseSettings | PromiseRefusal,
  { balanceKopecks, isOpen }: BillingAgreement,
  today: string,
): PromiseOffer {
  if (typeof settings === 'string') return { terms: null, refusal: settings };
  const { minKopecks, maxKopecks, days, debtLimitKopecks, feeKopecks, isAvailable } = settings;
  if (!isOpen || minKopecks <= 0 || maxKopecks < minKopecks) return { terms: null, refusal: 'not_offered' };
  if (balanceKopecks < 0 && balanceKopecks + debtLimitKopecks <= 0) {
    return { terms: null, refusal: 'debt_too_large' };
  }
  if (!isAvailable) return { terms: null, refusal: 'not_offered' };
  return { terms: { minKopecks, maxKopecks, dueOn: dayAfter(today, days), feeKopecks }, refusal: null };
}
