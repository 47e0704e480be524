import { once, optional } from '../soap/element-rules';
import { faultOf } from '../soap/soap-fault';
import { accountFullFields } from './account-fields';
import { locateAgreement } from './locate-agreement';
import type { Operation } from './operation';
import { refuseOtherOperator } from './operator';

/** The account of the agreement that `id` and `str` name, with all its agreements (api3 facts: accounts, agreements). */
export const getExternAccount: Operation = {
  name: 'getExternAccount',
  sessions: ['manager'],
  request: [
    once('id', 'long'),
    once('str', 'string'),
    optional('operid', 'long'),
    optional('checkonce', 'boolean'),
  ],
  run(call) {
    const { message, store } = call;
    refuseOtherOperator(message.integer('operid'));
    const { uid } = locateAgreement(store, message.integer('id'), message.text('str'));
    const account = store.accounts.get(uid);
    if (!account) throw faultOf('Account not found. uid = $1', uid);
    return [['ret', accountFullFields(account, store.agreementsOf(uid), call)]];
  },
};
