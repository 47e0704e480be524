import type { XmlField } from '../soap/xml-writer';
import { filterOf, orderRule } from './filter-rules';
import { CLIENT_PAYMENT_FILTERS, findOwnPayments } from './find-payments';
import type { Operation } from './operation';
import { orderPayments } from './order-payments';
import { pageOf } from './page';
import { paymentFields } from './payment-fields';

export const getClientPayments: Operation = {
  name: 'getClientPayments',
  sessions: ['client'],
  request: [filterOf(...CLIENT_PAYMENT_FILTERS), orderRule],
  run(call) {
    const { message, store, manager } = call;
    const filter = message.group('flt');
    const ordered = orderPayments(findOwnPayments(call, filter), message.groups('ord'));
    return pageOf(ordered, filter).map((payment): XmlField => [
      'ret',
      paymentFields(payment, store, manager),
    ]);
  },
};
