import type { Message } from '../soap/message';
import type { BillingStore } from '../store/billing-store';
import type { ServiceAccount } from '../store/records';
import type { Call } from './operation';
import { ownAgreements } from './own-agreements';

export const SERVICE_FILTERS = ['agrmid', 'pgnum', 'pgsize', 'userid', 'login'] as const;
export const CLIENT_SERVICE_FILTERS = ['agrmid', 'pgnum', 'pgsize'] as const;

/** Those that are switched off are found too. `login` is the service account's own, and whole (inferred). */
export function findServices(store: BillingStore, filter: Message): ServiceAccount[] {
  const agrmid = filter.integer('agrmid');
  const userid = filter.integer('userid');
  const login = filter.text('login');
  return [...store.services.values()].filter(
    (service) =>
      (agrmid === 0 || service.agrmid === agrmid) &&
      (userid === 0 || store.agreements.get(service.agrmid)?.uid === userid) &&
      (login === '' || service.login === login),
  );
}

export function findOwnServices(call: Call, filter: Message): ServiceAccount[] {
  return ownAgreements(call, filter.integer('agrmid')).flatMap(({ agrmid }) => call.store.servicesOf(agrmid));
}
