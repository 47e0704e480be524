import { Rejected } from '../../shared/upstream-errors';
import { BillingRejection, type BillingAccount } from '../billing.port';
import { isFlagged } from './answer-figures';
import { onlyRowOf, rowsOf } from './answer-rows';
import { unexpectedAnswer, UPSTREAM } from './failures';
import type { ManagerSession } from './manager-session';
import { readAgreement } from './read-agreement';
import { idOf, isId, nodeOf, textOf, textOrNull } from './soap-values';

const operation = 'getAccount';

/**
 * The account of a subscriber with all its agreements, in one call. The answer carries his password in clear; only the
 * fields named here are taken from it.
 * @throws Rejected `account_not_found`, also for an uid that is no number
 */
export async function getAccount(session: ManagerSession, uid: string): Promise<BillingAccount> {
  if (!isId(uid)) throw accountNotFound();
  const { body } = await session.call(operation, { id: uid });
  const found = onlyRowOf(body, 'ret', operation);
  if (!found) throw accountNotFound();
  const account = nodeOf(found, 'account');
  if (idOf(account, 'uid') !== uid) throw unexpectedAnswer(operation, 'another uid');
  return {
    uid,
    login: textOf(account, 'login'),
    fullName: textOrNull(account, 'name'),
    email: textOrNull(account, 'email'),
    phone: textOrNull(account, 'mobile') ?? textOrNull(account, 'phone'),
    isArchived: isFlagged(account, 'archive'),
    agreements: rowsOf(found, 'agreements', operation).map((agreement) =>
      readAgreement(agreement, operation),
    ),
  };
}

function accountNotFound(): Rejected {
  return new Rejected({ upstream: UPSTREAM, operation, code: BillingRejection.accountNotFound });
}
