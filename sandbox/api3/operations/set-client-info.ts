import { faultOf } from '../soap/soap-fault';
import { clientInfoOf } from './client-info-rules';
import type { Operation } from './operation';
import { subscriberOf } from './own-agreements';

const CONTACTS = ['email', 'phone', 'mobile'] as const;
const UNCHANGED = '-1';
const DONE = 1;

/** Contacts of the subscriber's own account. What is left out, or `-1`, stays as it is; empty takes it away. */
export const setClientInfo: Operation = {
  name: 'setClientInfo',
  sessions: ['client'],
  request: [clientInfoOf(...CONTACTS)],
  run(call) {
    const account = subscriberOf(call);
    const val = call.message.group('val');
    // That 0 stands for the subscriber himself, and that another number is refused, is inferred.
    if (![0, account.uid].includes(val.integer('userid'))) throw faultOf('Account not found');
    for (const name of CONTACTS) {
      if (val.has(name) && val.text(name) !== UNCHANGED) account[name] = val.text(name);
    }
    return [['ret', DONE]];
  },
};
