import { Logger } from '@nestjs/common';
import { BillingRejection } from '../billing/billing.port';
import { Rejected } from '../shared/upstream-errors';
import type { RateLimits } from './rate-limits';

export interface LockPlan {
  /** Failures are counted together for so long. */
  readonly windowMs: number;
  readonly lockMs: number;
}

/** What is locked when too much of it fails. */
export interface LockSubject {
  /** Such as `sign-in login 100017`. */
  readonly name: string;
  /** The failure with which the lock begins; at least 2. */
  readonly lockAfter: number;
  /** Whether a success wipes out the failures before it. */
  readonly isClearedBySuccess: boolean;
}

/** Thrown in the place of trying. */
export class LockedOut extends Error {
  constructor(readonly secondsLeft: number) {
    super('Locked after too many failures');
    this.name = 'LockedOut';
  }
}

/** The way in which a password that is wrong and a login that does not exist end alike. */
export function isWrongPassword(error: unknown): boolean {
  return error instanceof Rejected && error.code === BillingRejection.invalidCredentials;
}

/**
 * Locks whatever fails too often. A try is counted before it is made and taken back when it was no failure, so that no more
 * passwords are tried than are allowed, however many come at once and to whatever replicas.
 */
export class FailureLock {
  private readonly logger = new Logger('FailureLock');

  constructor(
    private readonly limits: RateLimits,
    private readonly plan: LockPlan,
  ) {}

  /**
   * Makes a try unless a subject is locked.
   * @param onLock told of the subject that the failure of this try has locked
   * @throws LockedOut, and whatever the work throws; of that a wrong password is a failure and nothing else
   */
  async attempt<T>(
    subjects: readonly LockSubject[],
    onLock: (subject: LockSubject) => Promise<void>,
    work: () => Promise<T>,
  ): Promise<T> {
    const counts = await this.countAll(subjects);
    try {
      const value = await work();
      await this.forget(subjects, true);
      return value;
    } catch (error) {
      if (!isWrongPassword(error)) await this.forget(subjects, false);
      else
        for (const subject of subjects) if (counts.get(subject) === subject.lockAfter) await onLock(subject);
      throw error;
    }
  }

  private async countAll(subjects: readonly LockSubject[]): Promise<ReadonlyMap<LockSubject, number>> {
    const counts = new Map<LockSubject, number>();
    for (const subject of subjects) {
      const { windowMs, lockMs } = this.plan;
      const counting = { windowMs, blockAt: subject.lockAfter, blockMs: lockMs };
      const count = await this.limits.hit(subject.name, counting);
      if (count > subject.lockAfter) {
        await this.forget([...counts.keys()], false);
        throw new LockedOut(await this.limits.secondsLeft(subject.name));
      }
      counts.set(subject, count);
    }
    return counts;
  }

  /** What was tried is done: a count that cannot be taken back is no reason to deny it. */
  private async forget(subjects: readonly LockSubject[], isSuccess: boolean): Promise<void> {
    for (const { name, isClearedBySuccess } of subjects) {
      try {
        if (isSuccess && isClearedBySuccess) await this.limits.clear(name);
        else await this.limits.takeBack(name);
      } catch (error) {
        this.logger.error({ err: error }, 'A try that was no failure stays counted as one');
      }
    }
  }
}
