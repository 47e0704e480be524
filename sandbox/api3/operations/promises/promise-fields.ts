import type { XmlField } from '../../soap/xml-writer';
import type { PromiseStanding } from '../../store/promises';
import { printRoubles } from '../../values/doubles';
import type { Call } from '../operation';
import { CURRENCY_ID, CURRENCY_SYMBOL } from '../operator';

/** The one value of `status` with a known meaning, and the schema's default for the others (api3 facts 9.4). */
const ACTIVE = 3;
const NOT_SET = -1;

/** Type `soapPromisePayment`. `debt` as what is still to be paid, and the time of day in `promtill`, are inferred. */
export function promiseFields(
  { promise, debtKopecks, payid }: PromiseStanding,
  { store, manager }: Pick<Call, 'store' | 'manager'>,
): XmlField[] {
  const agreement = store.agreements.get(promise.agrmid);
  const owner = agreement && store.accounts.get(agreement.uid);
  return [
    ['recordid', promise.recordid],
    ['agrmid', promise.agrmid],
    ['payid', payid],
    ['currid', CURRENCY_ID],
    ['debt', printRoubles(debtKopecks)],
    ['amount', printRoubles(promise.amountKopecks)],
    ['promdate', promise.promdate],
    ['promtill', `${promise.dueOn} 00:00:00`],
    ['symbol', CURRENCY_SYMBOL],
    ['username', owner?.fullName ?? ''],
    ['agrmnum', agreement?.number ?? ''],
    ['status', payid === 0 ? ACTIVE : NOT_SET],
    ['modperson', promise.modperson],
    ['cancelperson', NOT_SET],
    ['modfio', promise.modperson === manager.personid ? manager.fullName : ''],
    ['cancelfio', ''],
  ];
}
