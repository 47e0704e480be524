import { StrictRefusal } from '../soap/strict-refusal';
import { clientInfoOf } from './client-info-rules';
import type { Operation } from './operation';
import { sendRecovery } from './send-recovery';

/** The older recovery: `userid` 0 and a login. Its answer is some text; that it is the address is inferred. */
export const restoreClientPasswd: Operation = {
  name: 'restoreClientPasswd',
  sessions: [],
  request: [clientInfoOf('login')],
  run({ message, store }) {
    const val = message.group('val');
    if (val.integer('userid') !== 0)
      throw new StrictRefusal('val/userid: must be 0, the login names the account');
    return [['ret', sendRecovery(store, 'restoreClientPasswd', val.text('login')).destination]];
  },
};
