import { optional } from '../soap/element-rules';
import { accountFullFields } from './account-fields';
import type { Operation } from './operation';
import { subscriberOf } from './own-agreements';

/** `activonly` 1 = only agreements that are not closed. */
export const getClientAccount: Operation = {
  name: 'getClientAccount',
  sessions: ['client'],
  request: [optional('flt', [optional('activonly', 'long')])],
  run(call) {
    const account = subscriberOf(call);
    const activeOnly = call.message.group('flt').integer('activonly') === 1;
    const agreements = call.store
      .agreementsOf(account.uid)
      .filter((agreement) => !activeOnly || !call.store.isClosed(agreement));
    return [['ret', accountFullFields(account, agreements, call)]];
  },
};
