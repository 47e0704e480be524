import type { Audit } from '../audit/audit';
import { Problem } from '../shared/problem/problem';
import { AuthProblems } from './auth-problems';
import { LockedOut, type FailureLock } from './failure-lock';
import { spelledLogin, type KeyedHash } from './keyed-hash';
import { countedAddress } from './sign-in-limit';

/** Many subscribers may stand behind one address. */
const ADDRESS_FACTOR = 10;

/** Locks a login, and an address, from which too many sign-ins have failed; whether there is such a login plays no part. */
export class SignInTries {
  constructor(
    private readonly lock: FailureLock,
    private readonly lockAfter: number,
    private readonly audit: Audit,
    private readonly hash: KeyedHash,
  ) {}

  /** @throws Problem `sign_in_locked`, and whatever the work throws */
  async attempt<T>(
    who: { readonly login: string; readonly address: string },
    work: () => Promise<T>,
  ): Promise<T> {
    const login = {
      name: `failed sign-in login ${spelledLogin(who.login)}`,
      lockAfter: this.lockAfter,
      isClearedBySuccess: true,
    };
    const address = {
      name: `failed sign-in address ${countedAddress(who.address)}`,
      lockAfter: this.lockAfter * ADDRESS_FACTOR,
      isClearedBySuccess: false,
    };
    const tell = (locked: unknown): Promise<void> =>
      this.audit.record({
        kind: 'sign_in_locked',
        address: who.address,
        details: {
          locked: locked === login ? 'login' : 'address',
          loginHash: this.hash.ofLogin(who.login),
        },
      });
    try {
      return await this.lock.attempt([login, address], tell, work);
    } catch (error) {
      if (!(error instanceof LockedOut)) throw error;
      throw new Problem(AuthProblems.signInLocked, { retryAfterSeconds: error.secondsLeft });
    }
  }
}
