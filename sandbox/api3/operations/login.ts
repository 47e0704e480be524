import { LIFETIME_SECONDS, newToken } from '../sessions/sessions';
import { once } from '../soap/element-rules';
import { faultOf } from '../soap/soap-fault';
import type { XmlField } from '../soap/xml-writer';
import type { Manager } from '../store/records';
import type { Operation } from './operation';

export const login: Operation = {
  name: 'Login',
  sessions: [],
  request: [once('login', 'string'), once('pass', 'string')],
  run({ message, manager, sessions, setSessionCookies }) {
    if (message.text('login') !== manager.login || message.text('pass') !== manager.password) {
      setSessionCookies(newToken(), LIFETIME_SECONDS.manager);
      throw faultOf('Invalid login/pass. Manager login: $1', message.text('login'));
    }
    const session = sessions.open('manager', manager.personid);
    setSessionCookies(session.token, LIFETIME_SECONDS.manager);
    return [['ret', [['manager', managerFields(manager)]]]];
  },
};

/** Rights: 0 none, 1 read, 2 write. The password in the answer is what real cores do (api3 facts: secrets). */
function managerFields(manager: Manager): XmlField[] {
  return [
    ['personid', manager.personid],
    ['isadmin', 0],
    ['archive', 0],
    ['accounts', 1],
    ['cashonhand', 2],
    ['payments', 2],
    ['users', 1],
    ['payclassid', 0],
    ['login', manager.login],
    ['pass', manager.password],
    ['fio', manager.fullName],
    ['email', ''],
    ['descr', manager.description],
  ];
}
