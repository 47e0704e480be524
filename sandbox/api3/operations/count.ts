import { once } from '../soap/element-rules';
import { faultOf } from '../soap/soap-fault';
import { filterOf } from './filter-rules';
import { AGREEMENT_FILTERS, findAgreements } from './find-agreements';
import { findPayments, PAYMENT_FILTERS } from './find-payments';
import type { Operation } from './operation';

/** How many rows `procname` would give for the same filter, whatever the page. */
export const count: Operation = {
  name: 'Count',
  sessions: ['manager', 'client'],
  request: [filterOf(...PAYMENT_FILTERS, ...AGREEMENT_FILTERS), once('procname', 'string')],
  run({ message, store }) {
    const filter = message.group('flt');
    switch (message.text('procname')) {
      case 'getPayments':
        return [['ret', findPayments(store, filter).length]];
      case 'getAgreements':
        return [['ret', findAgreements(store, filter).length]];
      default:
        throw faultOf('function $1 not found', message.text('procname'));
    }
  },
};
