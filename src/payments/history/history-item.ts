import type { HistoryEntry } from '../../billing/cabinet.port';
import { paymentIdOfCredit, receiptOf } from '../../ledger/document-numbers';
import type { Payment } from '../../ledger/payment';
import type { BusinessDays } from '../../shared/business-days';

/** One line of the history, as the cabinet shows it, with its place in the order. */
export interface HistoryItem {
  readonly time: number;
  readonly key: string;
  readonly view: HistoryView;
}

export interface HistoryView {
  /** `billing` for what billing has, `payment` for a payment of ours that is on its way there. */
  readonly source: 'billing' | 'payment';
  readonly status: HistoryEntry['status'] | Payment['status'];
  readonly amountKopecks: number;
  /** Who took it, in billing's own words. */
  readonly channel: string | null;
  readonly documentNumber: string | null;
  /** Billing's record id. */
  readonly recordId: string | null;
  /** Our payment, where it is one. */
  readonly paymentId: string | null;
  /** Business day, `YYYY-MM-DD`. */
  readonly paidOn: string;
  /** ISO 8601 in UTC; null where billing tells the day alone. */
  readonly paidAt: string | null;
}

/** How a payment of ours is called before billing calls it by its own name. */
const OUR_CHANNEL = 'Т-Банк';

export function itemOfEntry(entry: HistoryEntry, days: BusinessDays): HistoryItem {
  const { recordId, documentNumber, amountKopecks, status, channel, paidOn, paidAt } = entry;
  return {
    time: (paidAt ?? days.named(paidOn).from).getTime(),
    key: `b:${recordId ?? ''}:${documentNumber ?? ''}:${String(amountKopecks)}`,
    view: {
      source: 'billing',
      status,
      amountKopecks,
      channel,
      documentNumber,
      recordId,
      paymentId: documentNumber === null ? null : paymentIdOfCredit(documentNumber),
      paidOn,
      paidAt: paidAt?.toISOString() ?? null,
    },
  };
}

export function itemOfPayment(payment: Payment, days: BusinessDays): HistoryItem {
  const { id, status, amountKopecks, createdAt, confirmedAt } = payment;
  const at = confirmedAt ?? createdAt;
  return {
    time: at.getTime(),
    key: `p:${id}`,
    view: {
      source: 'payment',
      status,
      amountKopecks,
      channel: OUR_CHANNEL,
      documentNumber: receiptOf(id, 'credit'),
      recordId: null,
      paymentId: id,
      paidOn: days.nameOf(at),
      paidAt: at.toISOString(),
    },
  };
}
