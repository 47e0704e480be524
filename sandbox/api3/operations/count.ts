import { notAuthorised } from '../sessions/authorise';
import type { SessionKind } from '../sessions/sessions';
import { once } from '../soap/element-rules';
import type { Message } from '../soap/message';
import { faultOf } from '../soap/soap-fault';
import { filterOf } from './filter-rules';
import { AGREEMENT_FILTERS, findAgreements } from './find-agreements';
import { findOwnPayments, findPayments, PAYMENT_FILTERS } from './find-payments';
import { findOwnServices, findServices, SERVICE_FILTERS } from './find-services';
import type { Call, Operation } from './operation';
import { findOwnPromises, findPromises, PROMISE_FILTERS } from './promises/find-promises';

interface Countable {
  readonly session: SessionKind;
  readonly rows: (call: Call, filter: Message) => readonly unknown[];
}

const COUNTABLE: Readonly<Record<string, Countable>> = {
  getPayments: { session: 'manager', rows: ({ store }, filter) => findPayments(store, filter) },
  getAgreements: { session: 'manager', rows: ({ store }, filter) => findAgreements(store, filter) },
  getVgroups: { session: 'manager', rows: ({ store }, filter) => findServices(store, filter) },
  getPromisePayments: { session: 'manager', rows: findPromises },
  getClientPayments: { session: 'client', rows: findOwnPayments },
  getClientVgroups: { session: 'client', rows: findOwnServices },
  getClientPromisePayments: { session: 'client', rows: findOwnPromises },
};

/** How many rows `procname` would give for the same filter, whatever the page. */
export const count: Operation = {
  name: 'Count',
  sessions: ['manager', 'client'],
  request: [
    filterOf(...PAYMENT_FILTERS, ...AGREEMENT_FILTERS, ...SERVICE_FILTERS, ...PROMISE_FILTERS),
    once('procname', 'string'),
  ],
  run(call) {
    const procname = call.message.text('procname');
    const countable = COUNTABLE[procname];
    if (!countable) throw faultOf('function $1 not found', procname);
    if (call.session?.kind !== countable.session) throw notAuthorised(countable.session);
    return [['ret', countable.rows(call, call.message.group('flt')).length]];
  },
};
