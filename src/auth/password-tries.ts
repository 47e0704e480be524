import type { Audit } from '../audit/audit';
import { CommonProblems } from '../shared/problem/common-problems';
import { Problem } from '../shared/problem/problem';
import type { CallerFacts } from './access';
import { LockedOut, type FailureLock } from './failure-lock';

/** Counts the wrong passwords of a subscriber who is signed in and has to prove himself once more. */
export class PasswordTries {
  constructor(
    private readonly lock: FailureLock,
    private readonly lockAfter: number,
    private readonly audit: Audit,
  ) {}

  /**
   * Does work that proves the subscriber's password. It fails by `Rejected` `invalid_credentials`; anything else that it
   * throws is not counted, and success wipes out the failures before it.
   * @throws Problem `too_many_requests` without doing it, and whatever the work throws
   */
  async attempt<T>(uid: string, caller: CallerFacts, work: () => Promise<T>): Promise<T> {
    const subject = {
      name: `wrong password of uid ${uid}`,
      lockAfter: this.lockAfter,
      isClearedBySuccess: true,
    };
    const tell = (): Promise<void> => this.audit.record({ ...caller, kind: 'password_change_locked' });
    try {
      return await this.lock.attempt([subject], tell, work);
    } catch (error) {
      if (!(error instanceof LockedOut)) throw error;
      throw new Problem(CommonProblems.tooManyRequests, { retryAfterSeconds: error.secondsLeft });
    }
  }
}
