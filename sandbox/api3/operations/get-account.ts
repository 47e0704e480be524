import { once } from '../soap/element-rules';
import { faultOf } from '../soap/soap-fault';
import type { XmlField } from '../soap/xml-writer';
import type { Account } from '../store/records';
import { agreementFields } from './agreement-fields';
import type { Operation } from './operation';

export const getAccount: Operation = {
  name: 'getAccount',
  sessions: ['manager'],
  request: [once('id', 'long')],
  run({ message, store }) {
    const account = store.accounts.get(message.integer('id'));
    if (!account) throw faultOf('Account not found. uid = $1', message.text('id'));
    const agreements = store
      .agreementsOf(account.uid)
      .map((agreement): XmlField => ['agreements', agreementFields(agreement, account)]);
    return [['ret', [['application', 0], ['account', accountFields(account)], ...agreements]]];
  },
};

const NATURAL_PERSON = 2;

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
    ['phone', ''],
    ['fax', ''],
    ['email', account.email],
    ['mobile', account.phone],
    ['abonentname', name],
    ['abonentsurname', surname],
    ['abonentpatronymic', patronymic],
  ];
}
