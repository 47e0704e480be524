import { once } from '../soap/element-rules';
import { faultOf } from '../soap/soap-fault';
import type { Operation } from './operation';
import { paymentFields } from './payment-fields';

/** Absent = a fault, not an empty list; a cancelled payment is present (api3 facts: posting, checking, cancelling). */
export const externCheckPayment: Operation = {
  name: 'ExternCheckPayment',
  sessions: ['manager'],
  request: [once('receipt', 'string')],
  run({ message, store, manager }) {
    const receipt = message.text('receipt');
    const payment = store.payments.ofManager(manager.personid, receipt);
    if (!payment) {
      throw faultOf('Payment with receipt = $1 and mod_person = $2 not found', receipt, manager.personid);
    }
    return [['ret', paymentFields(payment, store, manager)]];
  },
};
