import { once } from '../soap/element-rules';
import { faultOf } from '../soap/soap-fault';
import { accountFullFields } from './account-fields';
import type { Operation } from './operation';

export const getAccount: Operation = {
  name: 'getAccount',
  sessions: ['manager'],
  request: [once('id', 'long')],
  run(call) {
    const { message, store } = call;
    const account = store.accounts.get(message.integer('id'));
    if (!account) throw faultOf('Account not found. uid = $1', message.text('id'));
    return [['ret', accountFullFields(account, store.agreementsOf(account.uid), call)]];
  },
};
