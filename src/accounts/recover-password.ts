import type { Audit } from '../audit/audit';
import type { CallerFacts } from '../auth/access';
import type { KeyedHash } from '../auth/keyed-hash';
import { notBefore } from '../auth/not-before';
import type { CabinetPort } from '../billing/cabinet.port';
import type { Clock } from '../shared/clock';

interface Tools {
  readonly cabinet: Pick<CabinetPort, 'recoverPassword'>;
  readonly audit: Audit;
  readonly hash: KeyedHash;
  readonly clock: Clock;
}

/** Starts billing's own recovery of a password. Nobody learns by it which logins there are. */
export class RecoverPassword {
  constructor(
    private readonly tools: Tools,
    /** Milliseconds before which none is answered: billing sends a mail only to logins that exist. */
    private readonly floorMs: number,
  ) {}

  /** @throws UpstreamError when billing is away, or does not do it */
  async execute(login: string, caller: CallerFacts): Promise<void> {
    const { cabinet, audit, hash, clock } = this.tools;
    const startedAt = clock.now();
    const details = { loginHash: hash.ofLogin(login) };
    await audit.record({ ...caller, kind: 'password_recovery_asked', details });
    try {
      await cabinet.recoverPassword(login);
    } finally {
      await notBefore(clock, startedAt, this.floorMs);
    }
  }
}
