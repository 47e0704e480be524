import { once, optional, type ElementRule } from '../soap/element-rules';

/** Type `soapClientInfo` in schema order, as far as it is served: contacts, and the login of a recovery. */
const CLIENT_INFO: readonly ElementRule[] = [
  once('userid', 'long'),
  optional('email', 'string'),
  optional('phone', 'string'),
  optional('login', 'string'),
  optional('mobile', 'string'),
];

export function clientInfoOf(...served: readonly string[]): ElementRule {
  return once(
    'val',
    CLIENT_INFO.filter((rule) => rule.name === 'userid' || served.includes(rule.name)),
  );
}
