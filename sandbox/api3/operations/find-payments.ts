import type { Message } from '../soap/message';
import { StrictRefusal } from '../soap/strict-refusal';
import type { BillingStore } from '../store/billing-store';
import type { Payment } from '../store/records';
import { filterMoment } from '../values/moscow-time';

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

/** Cancelled payments are found too; a receipt is looked for among all managers (api3 facts: reading payments). */
export function findPayments(store: BillingStore, filter: Message): Payment[] {
  const receipt = filter.text('receipt');
  const recordid = filter.integer('recordid');
  const agrmid = filter.integer('agrmid');
  const userid = filter.integer('userid');
  const mgrid = filter.integer('mgrid', -1);
  const from = moment(filter, 'dtfrom');
  // Midnight of `dtto` is outside: whoever wants that day asks for the next one.
  const before = moment(filter, 'dtto');

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

function moment(filter: Message, name: string): string | undefined {
  const text = filter.text(name);
  if (text === '') return undefined;
  const parsed = filterMoment(text);
  if (parsed === undefined) throw new StrictRefusal(`flt/${name}: "${text}" is no date of a known form`);
  return parsed;
}
