import type { XmlField } from '../soap/xml-writer';
import type { Account, Agreement } from '../store/records';
import { agreementFields } from './agreement-fields';
import type { Call } from './operation';

const NATURAL_PERSON = 2;

/** Type `soapAccountFull`: an account with those of its agreements that were asked for. */
export function accountFullFields(
  account: Account,
  agreements: readonly Agreement[],
  call: Pick<Call, 'store' | 'now'>,
): XmlField[] {
  return [
    ['application', 0],
    ['account', accountFields(account)],
    ...agreements.map((agreement): XmlField => ['agreements', agreementFields(agreement, account, call)]),
  ];
}

/** With the subscriber's password in clear, as real cores answer it: a client must keep it out of its logs. */
function accountFields(account: Account): XmlField[] {
  const [surname = '', name = '', patronymic = ''] = account.fullName.split(' ');
  return [
    ['uid', account.uid],
    ['category', 0],
    ['type', NATURAL_PERSON],
    ['archive', account.archived ? 1 : 0],
    ['mobileisconfirmed', 'false'],
    ['emailisconfirmed', 'true'],
    ['login', account.login],
    ['pass', account.password],
    ['descr', ''],
    ['name', account.fullName],
    ['phone', account.phone],
    ['fax', ''],
    ['email', account.email],
    ['mobile', account.mobile],
    ['abonentname', name],
    ['abonentsurname', surname],
    ['abonentpatronymic', patronymic],
  ];
}
