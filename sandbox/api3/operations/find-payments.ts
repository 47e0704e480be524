import type { Message } from '../soap/message';
import type { BillingStore } from '../store/billing-store';
import type { Payment } from '../store/records';
import { momentOf } from './filter-moment';
import type { Call } from './operation';
import { ownAgreements } from './own-agreements';

export const PAYMENT_FILTERS = [
  'agrmid',
  'mgrid',
  'pgnum',
  'pgsize',
  'recordid',
  'userid',
  'dtfrom',
  'dtto',
  'receipt',
] as const;

/** Whose and which manager's is not for a subscriber to ask. */
export const CLIENT_PAYMENT_FILTERS = PAYMENT_FILTERS.filter((name) => name !== 'mgrid' && name !== 'userid');

/** Cancelled payments are found too; a receipt is looked for among all managers (api3 facts: reading payments). */
export function findPayments(store: BillingStore, filter: Message): Payment[] {
  const receipt = filter.text('receipt');
  const recordid = filter.integer('recordid');
  const agrmid = filter.integer('agrmid');
  const userid = filter.integer('userid');
  const mgrid = filter.integer('mgrid', -1);
  const from = momentOf(filter, 'dtfrom');
  // Midnight of `dtto` is outside: whoever wants that day asks for the next one.
  const before = momentOf(filter, 'dtto');

  const candidates = receipt === '' ? store.payments.all() : store.payments.withReceipt(receipt);
  return candidates.filter(
    (payment) =>
      (recordid === 0 || payment.recordid === recordid) &&
      (agrmid === 0 || payment.agrmid === agrmid) &&
      (userid === 0 || store.agreements.get(payment.agrmid)?.uid === userid) &&
      (mgrid === -1 || payment.modperson === mgrid) &&
      (from === undefined || payment.paydate >= from) &&
      (before === undefined || payment.paydate < before),
  );
}

export function findOwnPayments(call: Call, filter: Message): Payment[] {
  const own = ownAgreements(call, filter.integer('agrmid')).map(({ agrmid }) => agrmid);
  return findPayments(call.store, filter).filter(({ agrmid }) => own.includes(agrmid));
}
