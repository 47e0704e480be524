import type { BillingRecord } from '../support/control';
import type { Evidence, Order, PaymentRow, PostingRow } from './evidence';
import type { Findings } from './findings';
import type { Story } from './payers';

/** Receipt of a credit, as the documents of the project promise it to the provider's finance. */
const receiptOf = (orderId: string): string => `TB-${orderId}`;

/** The bank took the money and still has it. */
const holdsMoney = (order: Order): boolean => order.status === 'CONFIRMED';
const tookMoney = (order: Order): boolean => order.history.some(({ status }) => status === 'CONFIRMED');

/** What our state must be when the bank's is this and all is at rest. */
const STATE_BY_BANK: Readonly<Record<string, string>> = {
  NEW: 'awaiting_payer',
  FORM_SHOWED: 'awaiting_payer',
  CONFIRMED: 'posted',
  REFUNDED: 'refunded',
  CANCELED: 'cancelled',
  DEADLINE_EXPIRED: 'expired',
};

/** The states of an order that nobody pays, before and after its hour is over. */
const UNPAID_HERE = ['awaiting_payer', 'expired'];
const UNPAID_AT_BANK = ['NEW', 'FORM_SHOWED', 'DEADLINE_EXPIRED'];
/** Twice the longest pause between the service's questions. */
const ENDING_MS = 60_000;

/** An unpaid order whose hour ended while both were read, or so short before that the bank was not asked since. */
function isEnding(order: Order, payment: PaymentRow, readAt: Date): boolean {
  const apartMs = Math.abs(readAt.getTime() - payment.expires_at.getTime());
  const isUnpaid = UNPAID_HERE.includes(payment.status) && UNPAID_AT_BANK.includes(order.status);
  return isUnpaid && !tookMoney(order) && apartMs < ENDING_MS;
}

function grouped<T, K>(things: readonly T[], keyOf: (thing: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const group = groups.get(keyOf(thing));
    if (group) group.push(thing);
    else groups.set(keyOf(thing), [thing]);
  }
  return groups;
}

/** Holds bank, billing and ledger against each other and against what payers were told. Nothing of the service is used. */
export function compare(evidence: Evidence, stories: readonly Story[], findings: Findings): void {
  const view = {
    orders: grouped(evidence.orders, ({ orderId }) => orderId),
    records: grouped(evidence.records, ({ receipt }) => receipt),
    payments: grouped(evidence.payments, ({ order_id }) => order_id),
    postings: grouped(evidence.postings, ({ payment_id }) => payment_id),
  };
  for (const [orderId, orders] of view.orders) {
    const [order, ...others] = orders;
    if (!order) continue;
    if (others.length > 0) findings.add('doubled', `${orderId}: ${orders.length} orders at the bank`);
    const [payment] = view.payments.get(orderId) ?? [];
    const postings = payment ? (view.postings.get(payment.id) ?? []) : [];
    comparePayment(order, payment, postings, evidence.readAt, findings);
    compareMoney(order, payment, postings, view.records.get(receiptOf(orderId)) ?? [], findings);
  }
  for (const record of evidence.records) {
    if (record.status !== 0 || view.orders.has(record.receipt.replace(/^TB-/, ''))) continue;
    findings.add('credited without confirmation', `record ${record.recordid}: ${record.receipt}`);
  }
  for (const payment of evidence.payments) {
    if (view.orders.has(payment.order_id)) continue;
    const isDead = payment.status === 'cancelled' || payment.status === 'rejected';
    if (!isDead)
      findings.add('ledger differs', `${payment.order_id} is ${payment.status}, unknown to the bank`);
  }
  for (const posting of evidence.postings) {
    if (posting.state === 'parked')
      findings.parked.push(`${posting.kind} ${posting.parked_reason ?? 'without a reason'}`);
  }
  compareStories(view, stories, findings);
  compareBalances(evidence, findings);
}

/** The ledger's row against the bank's. */
function comparePayment(
  order: Order,
  payment: PaymentRow | undefined,
  postings: readonly PostingRow[],
  readAt: Date,
  findings: Findings,
): void {
  const { orderId } = order;
  if (!payment) {
    findings.add(tookMoney(order) ? 'lost' : 'ledger differs', `${orderId} is not in the ledger`);
    return;
  }
  const differ = (what: string): void => findings.add('ledger differs', `${orderId}: ${what}`);
  const isParked = postings.some(({ state }) => state === 'parked');
  const expected = STATE_BY_BANK[order.status];
  const isAsExpected =
    payment.status === expected ||
    (isParked && expected === 'posted' && payment.status === 'confirmed') ||
    isEnding(order, payment, readAt);
  if (!isAsExpected) differ(`${payment.status}, while the bank has ${order.status}`);
  if (Number(payment.amount_kopecks) !== order.amount)
    findings.add('wrong amount', `${orderId}: ${payment.amount_kopecks} here, ${order.amount} at the bank`);
  if (payment.acquirer_payment_id !== order.paymentId)
    differ(`bank id ${String(payment.acquirer_payment_id)} instead of ${order.paymentId}`);
  if (payment.flag !== null) differ(`flag ${payment.flag}`);
  const kinds = postings
    .map(({ kind }) => kind)
    .sort()
    .join();
  const wanted = !tookMoney(order) ? '' : holdsMoney(order) ? 'credit' : 'credit,reversal';
  if (kinds !== wanted) differ(`postings ${kinds || 'none'} instead of ${wanted || 'none'}`);
  for (const posting of postings) {
    if (posting.state === 'due' || posting.state === 'in_progress')
      differ(`${posting.kind} is ${posting.state}`);
    if (posting.amount_kopecks !== payment.amount_kopecks)
      findings.add('wrong amount', `${orderId}: ${posting.kind} of ${posting.amount_kopecks}`);
    if (posting.agreement_id !== payment.agreement_id)
      findings.add('wrong agreement', `${orderId}: ${posting.kind} to ${posting.agreement_id}`);
  }
}

/** The money in billing against the bank's. */
function compareMoney(
  order: Order,
  payment: PaymentRow | undefined,
  postings: readonly PostingRow[],
  records: readonly BillingRecord[],
  findings: Findings,
): void {
  const { orderId } = order;
  const inForce = records.filter(({ status }) => status === 0);
  const isParked = postings.some(({ state }) => state === 'parked');
  if (records.length > 1) findings.add('doubled', `${orderId}: ${records.length} records in billing`);
  if (!tookMoney(order) && inForce.length > 0)
    findings.add('credited without confirmation', `${orderId} is ${order.status}`);
  if (tookMoney(order) && !holdsMoney(order) && inForce.length > 0 && !isParked)
    findings.add('not reversed', `${orderId} is ${order.status}`);
  if (holdsMoney(order) && inForce.length === 0 && !isParked)
    findings.add('lost', `${orderId}: ${order.amount} kopecks`);
  for (const record of inForce) {
    if (record.amountKopecks !== order.amount)
      findings.add(
        'wrong amount',
        `${orderId}: ${record.amount} in billing, ${order.amount} kopecks at the bank`,
      );
    if (payment && String(record.agrmid) !== payment.agreement_id)
      findings.add('wrong agreement', `${orderId}: ${record.agrmid} instead of ${payment.agreement_id}`);
  }
  const credit = postings.find(({ kind, state }) => kind === 'credit' && state === 'posted');
  if (credit && records.length > 0 && !records.some(({ recordid }) => String(recordid) === credit.record_id))
    findings.add(
      'ledger differs',
      `${orderId}: record ${String(credit.record_id)} is not the one in billing`,
    );
}

/** What payers were told against what is there. */
function compareStories(
  view: { readonly orders: Map<string, Order[]>; readonly payments: Map<string, PaymentRow[]> },
  stories: readonly Story[],
  findings: Findings,
): void {
  const told = grouped(stories, ({ orderId }) => orderId);
  for (const [orderId, same] of told) {
    const [story] = same;
    const [payment] = view.payments.get(orderId) ?? [];
    const [order] = view.orders.get(orderId) ?? [];
    if (!story) continue;
    if (same.length > 1) findings.add('doubled', `${orderId} was given to ${same.length} wishes`);
    if (!payment || !order) {
      findings.add(
        'lost',
        `${orderId} was promised to a payer and is ${payment ? 'not at the bank' : 'not in the ledger'}`,
      );
      continue;
    }
    if (payment.agreement_id !== String(story.agrmid) || payment.subscriber_uid !== String(story.uid))
      findings.add('wrong agreement', `${orderId}: ${payment.agreement_id} instead of ${story.agrmid}`);
    if (order.amount !== story.amountKopecks)
      findings.add('wrong amount', `${orderId}: ${order.amount} at the bank, ${story.amountKopecks} wished`);
  }
  for (const [orderId, [order]] of view.orders) {
    if (!told.has(orderId) && order && order.status !== 'CANCELED')
      findings.add('ledger differs', `${orderId}: an order that nobody was told of is ${order.status}`);
  }
}

/** To each agreement as much as the bank holds for it: finds money under whatever receipt. */
function compareBalances({ orders, payments, postings, balances }: Evidence, findings: Findings): void {
  const orderOf = new Map(orders.map((order) => [order.orderId, order]));
  const parked = new Set(
    postings.filter(({ state }) => state === 'parked').map((posting) => posting.payment_id),
  );
  const due = new Map<string, number>();
  for (const payment of payments) {
    const order = orderOf.get(payment.order_id);
    const kopecks = order && holdsMoney(order) && !parked.has(payment.id) ? order.amount : 0;
    due.set(payment.agreement_id, (due.get(payment.agreement_id) ?? 0) + kopecks);
  }
  for (const [agreement, kopecks] of due) {
    const balance = balances.get(Number(agreement)) ?? 0;
    if (balance !== kopecks && parked.size === 0)
      findings.add(
        'balance differs',
        `agreement ${agreement}: ${balance} in billing, ${kopecks} paid at the bank`,
      );
  }
}
