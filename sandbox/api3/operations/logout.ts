import type { Operation } from './operation';

export const logout: Operation = {
  name: 'Logout',
  sessions: ['manager', 'client'],
  request: [],
  run({ session, sessions }) {
    if (session) sessions.close(session);
    return [['ret', 1]];
  },
};
