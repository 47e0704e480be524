import { integerOf } from './core-answer';
import { callCore, type CoreAddress } from './core-call';
import { CoreFault, CoreUnreachable } from './core-errors';

export interface CoreSignIn {
  readonly uid: number;
  readonly sessnum: string;
}

/**
 * Signs a subscriber in at the core.
 * @returns undefined when login or password is wrong
 * @throws CoreFault for any other refusal, CoreUnreachable
 */
export async function signInAtCore(
  address: CoreAddress,
  credentials: { readonly login: string; readonly password: string; readonly ip: string },
): Promise<CoreSignIn | undefined> {
  const { login, password, ip } = credentials;
  try {
    const { returned, cookies } = await callCore(address, 'ClientLogin', [
      ['login', login],
      ['pass', password],
      ['ip', ip],
    ]);
    const [answer] = returned;
    const sessnum = liveSessnum(cookies);
    if (!answer || sessnum === undefined) throw new CoreUnreachable('a sign-in without a session');
    return { uid: integerOf(answer, 'uid'), sessnum };
  } catch (error) {
    if (error instanceof CoreFault && error.says('invalid login/pass')) return undefined;
    throw error;
  }
}

/** Of several `sessnum` cookies the one with a positive Max-Age is alive (api3 facts 2). */
function liveSessnum(cookies: readonly string[]): string | undefined {
  const live = cookies.find((cookie) => /^sessnum=\w+\s*;.*\bMax-Age=[1-9]/i.test(cookie));
  return live && /^sessnum=(\w+)/i.exec(live)?.[1];
}
