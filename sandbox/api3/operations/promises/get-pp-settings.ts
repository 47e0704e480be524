import { once } from '../../soap/element-rules';
import { printRoubles } from '../../values/doubles';
import type { Operation } from '../operation';
import { reachableAgreement } from '../own-agreements';
import { isDebtTooLarge, isOffered, promiseTermsFor, refuseSecondPromise } from './refuse-promise';

/**
 * On what terms an agreement gets a promised payment; a fault where it gets none. A debt that is too large is no fault:
 * `promiseavailable` 0 for it is inferred.
 */
export const getPPSettings: Operation = {
  name: 'getPPSettings',
  sessions: ['manager'],
  request: [once('agrm', 'long')],
  run(call) {
    const agreement = reachableAgreement(call, call.message.integer('agrm'));
    const terms = promiseTermsFor(agreement, call);
    refuseSecondPromise(agreement, call);
    const isAvailable = isOffered(terms) && !isDebtTooLarge(agreement, terms);
    return [
      [
        'ret',
        [
          ['promiserent', 0],
          ['promisetill', terms.tillDays],
          ['promisemin', printRoubles(terms.minKopecks)],
          ['promisemax', printRoubles(terms.maxKopecks)],
          ['promiselimit', printRoubles(terms.debtLimitKopecks)],
          ['promiseondays', terms.minimumAgeDays],
          ['promiseblockdays', terms.blockDays],
          ['promiseavailable', isAvailable ? 1 : 0],
        ],
      ],
    ];
  },
};
