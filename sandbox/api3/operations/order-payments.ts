import type { Message } from '../soap/message';
import { StrictRefusal } from '../soap/strict-refusal';
import type { Payment } from '../store/records';

type Comparison = (left: Payment, right: Payment) => number;

const BY_COLUMN: Readonly<Record<string, Comparison>> = {
  paydate: (left, right) => compareTexts(left.paydate, right.paydate),
  localdate: (left, right) => compareTexts(left.localdate, right.localdate),
  amount: (left, right) => left.amountKopecks - right.amountKopecks,
  recordid: (left, right) => left.recordid - right.recordid,
};

/** Newest first unless `ord` says otherwise; 0 = ascending, 1 = descending. Equal rows stand by record id. */
export function orderPayments(payments: readonly Payment[], orders: readonly Message[]): Payment[] {
  const asked = orders.map(comparisonOf);
  const newestFirst: Comparison = (left, right) => compareTexts(right.paydate, left.paydate);
  const lastIn: Comparison = (left, right) => right.recordid - left.recordid;
  const comparisons = asked.length > 0 ? [...asked, lastIn] : [newestFirst, lastIn];
  return payments.toSorted((left, right) => {
    for (const compare of comparisons) {
      const order = compare(left, right);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function comparisonOf(order: Message): Comparison {
  const name = order.text('name');
  const compare = BY_COLUMN[name];
  if (!compare) throw new StrictRefusal(`ord/name: "${name}" is no column that payments are sorted by here`);
  return order.integer('ascdesc') === 1 ? (left, right) => compare(right, left) : compare;
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
