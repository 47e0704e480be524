import type { XmlField } from '../../soap/xml-writer';
import { filterOf } from '../filter-rules';
import type { Operation } from '../operation';
import { pageOf } from '../page';
import { CLIENT_PROMISE_FILTERS, findOwnPromises } from './find-promises';
import { promiseFields } from './promise-fields';

export const getClientPromisePayments: Operation = {
  name: 'getClientPromisePayments',
  sessions: ['client'],
  request: [filterOf(...CLIENT_PROMISE_FILTERS)],
  run(call) {
    const filter = call.message.group('flt');
    return pageOf(findOwnPromises(call, filter), filter).map((standing): XmlField => [
      'ret',
      promiseFields(standing, call),
    ]);
  },
};
