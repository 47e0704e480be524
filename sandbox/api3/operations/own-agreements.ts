import { faultOf } from '../soap/soap-fault';
import type { Account, Agreement } from '../store/records';
import type { Call } from './operation';

type Caller = Pick<Call, 'session' | 'store'>;

/** The account whose session this is. */
export function subscriberOf({ session, store }: Caller): Account {
  const account = session?.kind === 'client' ? store.accounts.get(session.personid) : undefined;
  if (!account) throw faultOf('Account not found');
  return account;
}

/** The agreements that a filter by `agrmid` leaves of the subscriber's own; 0 = all of them. */
export function ownAgreements(caller: Caller, agrmid: number): Agreement[] {
  const { uid } = subscriberOf(caller);
  return agrmid === 0 ? caller.store.agreementsOf(uid) : [ownAgreement(caller, agrmid)];
}

/** Any agreement for a manager, only its own for a subscriber. */
export function reachableAgreement(caller: Caller, agrmid: number): Agreement {
  if (caller.session?.kind === 'client') return ownAgreement(caller, agrmid);
  const agreement = caller.store.agreements.get(agrmid);
  if (!agreement) throw faultOf('Agreement not found. agrm_id = $1', agrmid);
  return agreement;
}

const NO_ACCESS = 0;

/**
 * The text is a known one; that a subscriber's session meets it is inferred. Whether a real core looks at the owner at
 * all is not certain (api3 facts: authorisation by agreement): a client has to look by itself.
 */
function ownAgreement(caller: Caller, agrmid: number): Agreement {
  const agreement = caller.store.agreements.get(agrmid);
  if (agreement?.uid === subscriberOf(caller).uid) return agreement;
  throw faultOf('Access denied to agreement $1 which access level $2', agrmid, NO_ACCESS);
}
