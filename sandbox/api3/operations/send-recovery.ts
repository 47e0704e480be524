import { faultOf } from '../soap/soap-fault';
import type { BillingStore } from '../store/billing-store';
import type { RecoveryMail } from '../store/records';

/** Lets the core write to the account's e-mail address. The text for an account without one is inferred. */
export function sendRecovery(
  store: BillingStore,
  operation: RecoveryMail['operation'],
  login: string,
): RecoveryMail {
  const account = store.accountByLogin(login);
  if (!account || account.archived) throw faultOf('Account not found');
  if (account.email === '') throw faultOf('E-mail is not specified');
  return store.mails.send({ operation, login, destination: account.email });
}
