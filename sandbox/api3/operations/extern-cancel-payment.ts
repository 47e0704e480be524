import { optional } from '../soap/element-rules';
import { faultOf } from '../soap/soap-fault';
import { moscowText } from '../values/moscow-time';
import { refuseUnguarded } from './extern-payment';
import type { Operation } from './operation';
import { isLocked, refuseLocked } from './period-lock';
import { readDateTime } from './read-payment';

export const externCancelPayment: Operation = {
  name: 'ExternCancelPayment',
  sessions: ['manager'],
  // The two fields after these belong to the state payment gateway and are not served.
  request: [optional('receipt', 'string'), optional('canceldate', 'string'), optional('notexists', 'long')],
  run({ message, store, manager, now }) {
    refuseUnguarded(message.integer('notexists'));
    const receipt = message.text('receipt');
    const canceldate = readDateTime('canceldate', message.text('canceldate')) ?? moscowText(now());
    const payment = store.payments.ofManager(manager.personid, receipt);
    if (!payment) {
      throw faultOf('Payment with receipt = $1 and mod_person = $2 not found', receipt, manager.personid);
    }
    const { recordid } = payment;
    if (payment.status === 2) {
      throw faultOf('Payment with receipt = $1 already cancelled (record_id = $2)', receipt, recordid);
    }
    // The core has such a refusal; that a closed period is its reason is inferred (api3 facts: faults).
    if (isLocked(store, payment.paydate))
      throw faultOf('Payment (record_id = $1) cannot be cancelled', recordid);
    refuseLocked(store, canceldate);
    store.payments.cancel(payment, canceldate);
    return [['ret', recordid]];
  },
};
