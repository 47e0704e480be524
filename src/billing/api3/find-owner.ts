import { findAgreement } from './find-agreement';
import type { ManagerSession } from './manager-session';

/** The uid of the account that an agreement belongs to; null when there is no such agreement. */
export async function findOwner(session: ManagerSession, agreementId: string): Promise<string | null> {
  return (await findAgreement(session, agreementId))?.uid ?? null;
}
