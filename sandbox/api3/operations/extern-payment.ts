import { once, optional } from '../soap/element-rules';
import { faultOf } from '../soap/soap-fault';
import { StrictRefusal } from '../soap/strict-refusal';
import type { BillingStore } from '../store/billing-store';
import { moscowText } from '../values/moscow-time';
import { refuseClosed } from './closed-agreement';
import { locateAgreement } from './locate-agreement';
import type { Operation } from './operation';
import { refuseOtherOperator } from './operator';
import { PAYMENT } from './payment-rules';
import { refuseLocked } from './period-lock';
import { readPayment } from './read-payment';

export const externPayment: Operation = {
  name: 'ExternPayment',
  sessions: ['manager'],
  request: [
    once('id', 'long'),
    once('str', 'string'),
    optional('operid', 'long'),
    once('val', PAYMENT),
    optional('notexists', 'long'),
  ],
  async run({ message, store, manager, now, receiptGap }) {
    refuseUnguarded(message.integer('notexists'));
    const payment = readPayment(message.group('val'), manager.personid);
    refuseOtherOperator(message.integer('operid'));

    const agreement = locateAgreement(store, message.integer('id'), message.text('str'));
    const { agrmid } = agreement;
    const named = message.group('val').integer('agrmid');
    if (named !== 0 && named !== agrmid) {
      throw new StrictRefusal(`val/agrmid: "${named}" is not the agreement that id and str name (send 0)`);
    }
    refuseKnownReceipt(store, manager.personid, payment.receipt);
    if (receiptGap) await receiptGap();

    refuseClosed(store, agreement);
    const localdate = moscowText(now());
    const paydate = payment.paydate ?? localdate;
    refuseLocked(store, paydate);
    const posted = store.payments.add({
      ...payment,
      paydate,
      localdate,
      agrmid,
      modperson: manager.personid,
    });
    return [['ret', posted.recordid]];
  },
};

/** 1 = refuse if such a receipt exists. What 0 does is unknown and nobody sends it (api3 facts: unknown). */
export function refuseUnguarded(notexists: number): void {
  if (notexists !== 1) throw new StrictRefusal(`notexists: "${notexists}" is not 1`);
}

function refuseKnownReceipt(store: BillingStore, personid: number, receipt: string): void {
  const known = store.payments.ofManager(personid, receipt);
  if (!known) return;
  const state = known.status === 2 ? 'is cancelled' : 'already exists';
  throw faultOf(
    `Payment with receipt = $1 and mod_person = $2 ${state} (record_id = $3)`,
    receipt,
    personid,
    known.recordid,
  );
}
