import { any, once, optional, type ElementRule } from '../soap/element-rules';

/**
 * The fields of `soapFilter` that clients are known to send, in schema order. An operation serves a few of them
 * and refuses the rest: a filter that is silently ignored would answer more rows than were asked for.
 */
const FILTER: readonly ElementRule[] = [
  optional('agrmid', 'long'),
  optional('mgrid', 'long'),
  optional('payed', 'long'),
  optional('pgnum', 'long'),
  optional('pgsize', 'long'),
  optional('recordid', 'long'),
  optional('userid', 'long'),
  optional('agrmnum', 'string'),
  optional('code', 'string'),
  optional('dtfrom', 'string'),
  optional('dtto', 'string'),
  optional('login', 'string'),
  optional('receipt', 'string'),
];

const ORDER: readonly ElementRule[] = [once('name', 'string'), optional('ascdesc', 'long')];

export function filterOf(...served: readonly string[]): ElementRule {
  return optional(
    'flt',
    FILTER.filter((rule) => served.includes(rule.name)),
  );
}

export const orderRule: ElementRule = any('ord', ORDER);
