import { once, optional, type ElementRule } from '../soap/element-rules';

/** Type `soapPayment` in schema order, without the state gateway's part, which no adapter of ours has to send. */
export const PAYMENT: readonly ElementRule[] = [
  optional('recordid', 'long'),
  optional('parentrecordid', 'long'),
  once('agrmid', 'long'),
  optional('modperson', 'long'),
  optional('currid', 'long'),
  optional('orderid', 'long'),
  optional('status', 'long'),
  optional('classid', 'long'),
  once('amount', 'double'),
  optional('fromagrmid', 'long'),
  optional('revno', 'long'),
  optional('revisions', 'long'),
  optional('cashcode', 'long'),
  optional('classname', 'string'),
  optional('paydate', 'string'),
  optional('localdate', 'string'),
  optional('canceldate', 'string'),
  optional('perioddate', 'string'),
  optional('receipt', 'string'),
  optional('comment', 'string'),
  optional('uuid', 'string'),
  optional('fromagrmnumber', 'string'),
  optional('paymentordernumber', 'string'),
];
