import { Rejected } from '../../shared/upstream-errors';
import { BillingRejection } from '../billing.port';
import type { Subscriber } from '../cabinet.port';
import { UPSTREAM } from './failures';
import { findAgreement, type FoundAgreement } from './find-agreement';
import type { ManagerSession } from './manager-session';
import { isId } from './soap-values';

/** Settles once the agreement is known to be the subscriber's. */
export type Proof = Promise<FoundAgreement>;

/** An agreement, and the subscriber who says that it is his. */
export interface Claim {
  readonly subscriber: Subscriber;
  readonly agreementId: string;
}

/**
 * Reads something of an agreement at the same time as the proof that it is the subscriber's: the core was not seen to check
 * that itself, least of all for a manager. Without the proof nothing that was read gets out, and what the proof fails of
 * is told before any other failure: to an agreement that does not exist each operation says something else.
 * @param read gets the proof, to wait for it before it asks for more
 * @throws Rejected `agreement_not_found` for an unknown agreement and for another subscriber's
 */
export async function withProof<T>(
  session: ManagerSession,
  claim: Claim,
  read: (proof: Proof) => Promise<T>,
): Promise<{ readonly found: FoundAgreement; readonly value: T }> {
  if (!isId(claim.agreementId)) throw agreementNotFound();
  const proof = prove(session, claim);
  const reading = read(proof);
  await Promise.allSettled([proof, reading]);
  return { found: await proof, value: await reading };
}

async function prove(session: ManagerSession, { subscriber, agreementId }: Claim): Proof {
  const found = await findAgreement(session, agreementId);
  if (found?.uid !== subscriber.uid) throw agreementNotFound();
  return found;
}

function agreementNotFound(): Rejected {
  const code = BillingRejection.agreementNotFound;
  return new Rejected({ upstream: UPSTREAM, operation: 'getAgreements', code });
}
