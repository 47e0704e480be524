import { LIFETIME_SECONDS, newToken } from '../sessions/sessions';
import { once, optional } from '../soap/element-rules';
import { faultOf } from '../soap/soap-fault';
import { moscowText, NULL_DATE_TIME } from '../values/moscow-time';
import type { Operation } from './operation';
import { OPERATOR_ID } from './operator';

export const clientLogin: Operation = {
  name: 'ClientLogin',
  sessions: [],
  request: [
    optional('operid', 'long'),
    once('login', 'string'),
    once('pass', 'string'),
    optional('ip', 'string'),
  ],
  run({ message, store, sessions, now, setSessionCookies }) {
    const login = message.text('login');
    const account = store.accountByLogin(login);
    const operatorFits = [0, OPERATOR_ID].includes(message.integer('operid'));
    if (!account || account.archived || account.password !== message.text('pass') || !operatorFits) {
      // A live cookie comes with the refusal as well: a cookie is no proof of success (api3 facts: subscriber session).
      setSessionCookies(newToken(), LIFETIME_SECONDS.client);
      throw faultOf('Invalid login/pass. Client login: $1', login);
    }
    const session = sessions.open('client', account.uid);
    setSessionCookies(session.token, LIFETIME_SECONDS.client);
    const before = account.lastLogin ?? NULL_DATE_TIME;
    account.lastLogin = moscowText(now());
    return [
      [
        'ret',
        [
          ['uid', account.uid],
          ['timelastlogin', before],
        ],
      ],
    ];
  },
};
