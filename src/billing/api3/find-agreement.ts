import type { BillingAgreement } from '../billing.port';
import { onlyRowOf } from './answer-rows';
import { unexpectedAnswer } from './failures';
import type { ManagerSession } from './manager-session';
import { readAgreement } from './read-agreement';
import { idOf, isId, type XmlNode } from './soap-values';

const operation = 'getAgreements';

export interface FoundAgreement {
  /** The account that it belongs to. */
  readonly uid: string;
  readonly agreement: BillingAgreement;
  /** What else the core said of it. */
  readonly row: XmlNode;
}

/** The agreement with this id, in one call; null when there is none. */
export async function findAgreement(
  session: ManagerSession,
  agreementId: string,
): Promise<FoundAgreement | null> {
  if (!isId(agreementId)) return null;
  const { body } = await session.call(operation, { flt: { agrmid: agreementId } });
  const row = onlyRowOf(body, 'ret', operation);
  if (row === null) return null;
  const agreement = readAgreement(row, operation);
  if (agreement.agreementId !== agreementId) throw unexpectedAnswer(operation, 'another agrmid');
  const uid = idOf(row, 'uid');
  if (uid === null) throw unexpectedAnswer(operation, 'no uid');
  return { uid, agreement, row };
}
