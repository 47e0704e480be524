import { Rejected } from '../../shared/upstream-errors';
import { BillingRejection, type BillingAccount, type BillingAgreement } from '../billing.port';
import { displayedKopecks } from './decimals';
import { unexpectedAnswer, UPSTREAM } from './failures';
import type { ManagerSession } from './manager-session';
import { idOf, isDateSet, isId, listOf, nodeOf, textOf, textOrNull, type XmlNode } from './soap-values';

/**
 * The account of a subscriber with all its agreements, in one call. The answer carries his password in clear; only the
 * fields named here are taken from it.
 * @throws Rejected `account_not_found`, also for an uid that is no number
 */
export async function getAccount(session: ManagerSession, uid: string): Promise<BillingAccount> {
  if (!isId(uid)) throw accountNotFound();
  const { body } = await session.call('getAccount', { id: uid });
  const accounts = entriesOf(body, 'ret');
  const [found] = accounts;
  if (!found) throw accountNotFound();
  if (accounts.length > 1) throw unexpectedAnswer('getAccount', 'several accounts');
  const account = nodeOf(found, 'account');
  if (idOf(account, 'uid') !== uid) throw unexpectedAnswer('getAccount', 'another uid');
  return {
    uid,
    login: textOf(account, 'login'),
    fullName: textOrNull(account, 'name'),
    email: textOrNull(account, 'email'),
    phone: textOrNull(account, 'mobile') ?? textOrNull(account, 'phone'),
    isArchived: isFlagged(account, 'archive'),
    agreements: entriesOf(found, 'agreements').map(readAgreement),
  };
}

function entriesOf(node: XmlNode, name: string): readonly XmlNode[] {
  const entries = listOf(node, name);
  if (entries === null) throw unexpectedAnswer('getAccount', `${name} that cannot be read`);
  return entries;
}

function readAgreement(agreement: XmlNode): BillingAgreement {
  const agreementId = idOf(agreement, 'agrmid');
  if (agreementId === null) throw unexpectedAnswer('getAccount', 'no agrmid');
  return {
    agreementId,
    number: textOf(agreement, 'number'),
    paymentCode: textOrNull(agreement, 'code'),
    balanceKopecks: readBalance(agreement),
    operatorName: textOrNull(agreement, 'opername'),
    isOpen: !isDateSet(textOf(agreement, 'closedon')) && !isFlagged(agreement, 'archive'),
  };
}

function readBalance(agreement: XmlNode): BillingAgreement['balanceKopecks'] {
  try {
    return displayedKopecks(textOf(agreement, 'balance'));
  } catch (error) {
    if (error instanceof RangeError) throw unexpectedAnswer('getAccount', 'balance is no sum');
    throw error;
  }
}

/** Flags are longs, 0 or 1. */
function isFlagged(node: XmlNode, name: string): boolean {
  return !['', '0'].includes(textOf(node, name));
}

function accountNotFound(): Rejected {
  return new Rejected({
    upstream: UPSTREAM,
    operation: 'getAccount',
    code: BillingRejection.accountNotFound,
  });
}
