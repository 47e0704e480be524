import { once } from '../../soap/element-rules';
import type { XmlField } from '../../soap/xml-writer';
import { filterOf } from '../filter-rules';
import type { Operation } from '../operation';
import { pageOf } from '../page';
import { findPromises, PROMISE_FILTERS } from './find-promises';
import { promiseFields } from './promise-fields';

/** Here, and only here, the schema demands the filter. */
export const getPromisePayments: Operation = {
  name: 'getPromisePayments',
  sessions: ['manager'],
  request: [once('flt', filterOf(...PROMISE_FILTERS).type)],
  run(call) {
    const filter = call.message.group('flt');
    return pageOf(findPromises(call, filter), filter).map((standing): XmlField => [
      'ret',
      promiseFields(standing, call),
    ]);
  },
};
