import type { XmlField } from '../soap/xml-writer';
import type { BillingStore } from '../store/billing-store';
import { posterOf } from '../store/posters';
import type { Manager, Payment } from '../store/records';
import { printRoubles } from '../values/doubles';
import { NULL_DATE_TIME, unixSeconds } from '../values/moscow-time';
import { CURRENCY_ID, CURRENCY_SYMBOL, OPERATOR_ID, OPERATOR_NAME } from './operator';

/** Type `soapPaymentFull`. */
export function paymentFields(payment: Payment, store: BillingStore, manager: Manager): XmlField[] {
  const agreement = store.agreements.get(payment.agrmid);
  const owner = agreement && store.accounts.get(agreement.uid);
  const poster = posterOf(payment.modperson, manager);
  return [
    ['pay', payFields(payment)],
    ['bsodoc', 0],
    ['timestamp', unixSeconds(payment.paydate)],
    ['localtimestamp', unixSeconds(payment.localdate)],
    ['amountcurr', printRoubles(payment.amountKopecks)],
    ['ordernum', ''],
    ['uid', owner?.uid ?? 0],
    ['operid', OPERATOR_ID],
    ['currsymb', CURRENCY_SYMBOL],
    ['uname', owner?.fullName ?? ''],
    ['agrm', agreement?.number ?? ''],
    ['mgr', poster.fullName],
    ['mgrdescr', poster.description],
    ['mgrlogin', poster.login],
    ['opername', OPERATOR_NAME],
    ['login', owner?.login ?? ''],
    ['iseps', poster.isPaymentSystem ? 'true' : 'false'],
  ];
}

/** Type `soapPayment`. */
function payFields(payment: Payment): XmlField[] {
  return [
    ['recordid', payment.recordid],
    ['parentrecordid', 0],
    ['agrmid', payment.agrmid],
    ['modperson', payment.modperson],
    ['currid', CURRENCY_ID],
    ['orderid', 0],
    ['status', payment.status],
    ['classid', payment.classid],
    ['amount', printRoubles(payment.amountKopecks)],
    ['fromagrmid', 0],
    ['revno', payment.revisions],
    ['revisions', payment.revisions],
    ['cashcode', payment.cashcode],
    ['classname', ''],
    ['paydate', payment.paydate],
    ['localdate', payment.localdate],
    ['canceldate', payment.canceldate ?? NULL_DATE_TIME],
    ['receipt', payment.receipt],
    ['comment', payment.comment],
    ['uuid', payment.uuid],
    ['fromagrmnumber', ''],
    ['paymentordernumber', ''],
  ];
}
