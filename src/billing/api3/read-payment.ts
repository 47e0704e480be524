import type { BillingPayment } from '../billing.port';
import { billingMoment } from './billing-moment';
import type { BillingTime } from './billing-time';
import { exactKopecks } from './decimals';
import { unexpectedAnswer } from './failures';
import type { Api3Operation } from './operations';
import { idOf, isDateSet, nodeOf, textOf, type XmlNode } from './soap-values';

const CANCELLED = '2';

/**
 * One payment of an answer. What it says of the payer (name, login, number) is left where it is.
 * @throws Unavailable `unexpected_answer` when it names no record or no agreement, or its status is no number
 */
export function readPayment(
  full: XmlNode,
  operation: Api3Operation,
  billingTime: BillingTime,
): BillingPayment {
  const pay = nodeOf(full, 'pay');
  const recordId = idOf(pay, 'recordid');
  const agreementId = idOf(pay, 'agrmid');
  if (recordId === null || agreementId === null) {
    throw unexpectedAnswer(operation, 'no recordid or agrmid');
  }
  const status = textOf(pay, 'status');
  if (!/^\d*$/.test(status)) throw unexpectedAnswer(operation, 'status is no number');
  return {
    recordId,
    receipt: textOf(pay, 'receipt'),
    agreementId,
    amountKopecks: exactKopecks(paidAmountText(full, pay)),
    isCancelled: status === CANCELLED || isDateSet(textOf(pay, 'canceldate')),
    posterId: textOf(pay, 'modperson'),
    paidAt: billingMoment(textOf(pay, 'paydate'), billingTime),
    comment: textOf(pay, 'comment'),
  };
}

/**
 * The figure of a payment's sum. `amountcurr` is the one that live clients compare and show; its absence and its default, zero,
 * both mean "see the payment".
 */
export function paidAmountText(full: XmlNode, pay: XmlNode): string {
  const inCurrency = textOf(full, 'amountcurr');
  const saysNothing = inCurrency === '' || /^[+-]?0+(?:\.0*)?(?:e[+-]?\d+)?$/i.test(inCurrency);
  return saysNothing ? textOf(pay, 'amount') : inCurrency;
}
