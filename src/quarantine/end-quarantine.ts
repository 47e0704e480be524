import { Logger } from '@nestjs/common';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { Quarantine, QuarantineReport } from '../ledger/quarantine';
import type { Wakeup } from '../ledger/wakeup';
import type { Clock } from '../shared/clock';

export type Ending =
  | { readonly kind: 'ended'; readonly quarantine: Quarantine }
  | { readonly kind: 'not_open' }
  | { readonly kind: 'not_found' };

/** Lets posting go on. What became due meanwhile is asked about first, too, and not before calls at work have settled. */
export class EndQuarantine {
  private readonly logger = new Logger('Quarantine');

  constructor(
    private readonly store: LedgerStore,
    private readonly clock: Clock,
    private readonly wakeup: Wakeup,
    private readonly stillAtWorkMs: number,
  ) {}

  /** @param proven what the last step of the proof has found; without it an operator ends it, whatever was proven */
  async execute(id: string, by: string, proven?: QuarantineReport['billing']): Promise<Ending> {
    const ending = await this.store.unitOfWork(async (unit): Promise<Ending> => {
      const held = await unit.quarantines.lock(id);
      if (!held) return { kind: 'not_found' };
      // Begun anew while the last step ran: it proves nothing any more.
      if (proven && held.phase !== 'billing') return { kind: 'not_open' };
      if (held.endedAt !== null) return { kind: 'not_open' };
      const now = this.clock.now();
      const settled = new Date(held.beganAt.getTime() + this.stillAtWorkMs);
      await unit.postings.doubtUnsettled(now, settled);
      const quarantine: Quarantine = {
        ...held,
        report: proven ? { ...held.report, billing: proven } : held.report,
        endedAt: now,
        endedBy: by,
        version: held.version + 1,
      };
      await unit.quarantines.update(quarantine);
      return { kind: 'ended', quarantine };
    });
    if (ending.kind === 'ended') {
      const { reason, report: learned } = ending.quarantine;
      this.logger.warn(
        { quarantineId: id, reason, by, report: learned },
        'A quarantine has ended: posting goes on',
      );
      this.wakeup.wake();
    }
    return ending;
  }
}
