import type { XmlField } from '../soap/xml-writer';
import { filterOf, orderRule } from './filter-rules';
import { findPayments, PAYMENT_FILTERS } from './find-payments';
import type { Operation } from './operation';
import { orderPayments } from './order-payments';
import { pageOf } from './page';
import { paymentFields } from './payment-fields';

export const getPayments: Operation = {
  name: 'getPayments',
  sessions: ['manager'],
  request: [filterOf(...PAYMENT_FILTERS), orderRule],
  run({ message, store, manager }) {
    const filter = message.group('flt');
    const ordered = orderPayments(findPayments(store, filter), message.groups('ord'));
    return pageOf(ordered, filter).map((payment): XmlField => [
      'ret',
      paymentFields(payment, store, manager),
    ]);
  },
};
