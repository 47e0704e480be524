import type { CoreSession } from './core-session';

/** @returns whether the core has changed it; some refusals are faults */
export async function changePassword(core: CoreSession, current: string, next: string): Promise<boolean> {
  const fields = [['oldpass', current] as const, ['newpass', next] as const];
  return (await core.callForText('updClientPass', fields)) === '1';
}

export async function saveContacts(
  core: CoreSession,
  uid: number,
  contacts: { readonly email: string; readonly phone: string; readonly mobile: string },
): Promise<void> {
  await core.call('setClientInfo', [
    [
      'val',
      [
        ['userid', uid],
        ['email', contacts.email],
        ['phone', contacts.phone],
        ['mobile', contacts.mobile],
      ],
    ],
  ]);
}

/** Has a new password sent to whoever owns the login; needs no session. */
export async function restorePassword(core: CoreSession, login: string): Promise<void> {
  await core.call('restoreClientPasswd', [
    [
      'val',
      [
        ['userid', 0],
        ['login', login],
      ],
    ],
  ]);
}

export async function signOutAtCore(core: CoreSession): Promise<void> {
  await core.call('Logout');
}
