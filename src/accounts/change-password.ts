import type { Audit } from '../audit/audit';
import type { CallerFacts } from '../auth/access';
import type { PasswordTries } from '../auth/password-tries';
import type { SubscriberSessions } from '../auth/subscriber-sessions';
import { BillingRejection } from '../billing/billing.port';
import { CabinetRejection, type CabinetPort, type Subscriber } from '../billing/cabinet.port';
import { Problem, type ProblemKind } from '../shared/problem/problem';
import { Rejected, UnknownOutcome } from '../shared/upstream-errors';
import { PasswordProblems } from './password-problems';

export interface Passwords {
  readonly current: string;
  readonly next: string;
}

interface Tools {
  readonly cabinet: Pick<CabinetPort, 'changePassword'>;
  readonly tries: PasswordTries;
  readonly sessions: Pick<SubscriberSessions, 'endOthers'>;
  readonly audit: Audit;
}

const REFUSALS: Readonly<Record<string, ProblemKind>> = {
  [BillingRejection.invalidCredentials]: PasswordProblems.currentPasswordWrong,
  [CabinetRejection.passwordRefused]: PasswordProblems.passwordRefused,
};

function problemOf(error: unknown): unknown {
  if (error instanceof UnknownOutcome)
    return new Problem(PasswordProblems.passwordOutcomeUnknown, { cause: error });
  const refusal = error instanceof Rejected ? REFUSALS[error.code] : undefined;
  return refusal ? new Problem(refusal, { cause: error }) : error;
}

/** Changes a subscriber's password in billing. Whoever was signed in by the old one is signed out, but for him who changed it. */
export class ChangePassword {
  constructor(private readonly tools: Tools) {}

  /**
   * @throws Problem `current_password_wrong`, `password_refused`, `too_many_requests` after too many wrong ones,
   *   `password_outcome_unknown`; UpstreamError when nothing was changed
   */
  async execute(subscriber: Subscriber, caller: CallerFacts, passwords: Passwords): Promise<void> {
    const { cabinet, tries, sessions, audit } = this.tools;
    const { uid, sessionId } = subscriber;
    try {
      await tries.attempt(uid, caller, () => cabinet.changePassword(subscriber, passwords));
    } catch (error) {
      const problem = problemOf(error);
      if (problem instanceof Problem) {
        await audit.record({
          ...caller,
          kind: 'password_change_failed',
          details: { code: problem.kind.code },
        });
      }
      throw problem;
    }
    await sessions.endOthers(uid, sessionId);
    await audit.record({ ...caller, kind: 'password_changed' });
  }
}
