import { once, optional } from '../soap/element-rules';
import { faultOf } from '../soap/soap-fault';
import { printDouble } from '../values/doubles';
import type { Operation } from './operation';

/**
 * `id` is the agreement. A subscriber's session is not held to its own agreements: the core was not seen to
 * check, so a client has to (api3 facts: authorisation by agreement).
 */
export const getRecommendedPayment: Operation = {
  name: 'getRecommendedPayment',
  sessions: ['manager', 'client'],
  request: [
    once('id', 'long'),
    optional('mode', 'long'),
    optional('date', 'string'),
    optional('considerinstallment', 'boolean'),
  ],
  run({ message, store }) {
    const agreement = store.agreements.get(message.integer('id'));
    if (!agreement) throw faultOf('Agreement not found. agrm_id = $1', message.text('id'));
    return [['ret', printDouble(Number(agreement.recommendedRoubles))]];
  },
};
