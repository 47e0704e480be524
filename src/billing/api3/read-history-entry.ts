import type { BusinessDays } from '../../shared/business-days';
import type { HistoryEntry } from '../cabinet.port';
import { displayedKopecks } from './decimals';
import type { BillingTime } from './billing-time';
import { billingMoment } from './billing-moment';
import { dayOf } from './calendar-day';
import { unexpectedAnswer } from './failures';
import type { Api3Operation } from './operations';
import { paidAmountText } from './read-payment';
import { idOf, isDateSet, nodeOf, textOf, textOrNull, type XmlNode } from './soap-values';

const SECOND_MS = 1_000;

/** What writes and reads billing's dates. */
export interface BillingCalendar {
  readonly billingTime: BillingTime;
  readonly days: BusinessDays;
}

/** Values of a payment's `status`, as the vendor's cabinet labels them. */
const STATUSES: Readonly<Record<string, HistoryEntry['status']>> = {
  '': 'accepted',
  '0': 'accepted',
  '1': 'accepted',
  '2': 'cancelled',
  '3': 'corrected',
};

/**
 * One line of an agreement's payments.
 * @throws Unavailable `unexpected_answer` when it is another agreement's, or its sum, status or date says nothing
 */
export function readHistoryEntry(
  full: XmlNode,
  agreementId: string,
  calendar: BillingCalendar,
  operation: Api3Operation,
): HistoryEntry {
  const pay = nodeOf(full, 'pay');
  if (idOf(pay, 'agrmid') !== agreementId) throw unexpectedAnswer(operation, 'another agrmid');
  return {
    recordId: idOf(pay, 'recordid'),
    documentNumber: textOrNull(pay, 'receipt'),
    amountKopecks: amountOf(full, pay, operation),
    status: statusOf(pay, operation),
    channel: textOrNull(full, 'mgr'),
    ...dateOf(full, pay, calendar, operation),
  };
}

function amountOf(full: XmlNode, pay: XmlNode, operation: Api3Operation): HistoryEntry['amountKopecks'] {
  const text = paidAmountText(full, pay);
  if (text === '') throw unexpectedAnswer(operation, 'no amount');
  try {
    return displayedKopecks(text);
  } catch (error) {
    if (error instanceof RangeError) throw unexpectedAnswer(operation, 'amount is no sum');
    throw error;
  }
}

function statusOf(pay: XmlNode, operation: Api3Operation): HistoryEntry['status'] {
  const status = STATUSES[textOf(pay, 'status')];
  if (status === undefined) throw unexpectedAnswer(operation, 'unknown status');
  return isDateSet(textOf(pay, 'canceldate')) ? 'cancelled' : status;
}

/** By the Unix time, which no zone can spoil, and where there is none by the date as billing's clock wrote it. */
function dateOf(
  full: XmlNode,
  pay: XmlNode,
  { billingTime, days }: BillingCalendar,
  operation: Api3Operation,
): Pick<HistoryEntry, 'paidOn' | 'paidAt'> {
  const timestamp = textOf(full, 'timestamp');
  if (/^[1-9]\d{0,10}$/.test(timestamp)) {
    const paidAt = new Date(Number(timestamp) * SECOND_MS);
    return { paidOn: days.nameOf(paidAt), paidAt };
  }
  if (!['', '0', '-1'].includes(timestamp)) throw unexpectedAnswer(operation, 'timestamp is no time');
  const paidOn = dayOf(textOf(pay, 'paydate'));
  if (paidOn === null) throw unexpectedAnswer(operation, 'no paydate');
  return { paidOn, paidAt: billingMoment(textOf(pay, 'paydate'), billingTime) };
}
