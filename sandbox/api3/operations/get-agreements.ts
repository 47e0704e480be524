import type { XmlField } from '../soap/xml-writer';
import { agreementFields } from './agreement-fields';
import { filterOf } from './filter-rules';
import { AGREEMENT_FILTERS, findAgreements } from './find-agreements';
import type { Operation } from './operation';
import { pageOf } from './page';

export const getAgreements: Operation = {
  name: 'getAgreements',
  sessions: ['manager'],
  request: [filterOf(...AGREEMENT_FILTERS)],
  run(call) {
    const { message, store } = call;
    const filter = message.group('flt');
    return pageOf(findAgreements(store, filter), filter).flatMap((agreement): XmlField[] => {
      const owner = store.accounts.get(agreement.uid);
      return owner ? [['ret', agreementFields(agreement, owner, call)]] : [];
    });
  },
};
