import { Logger } from '@nestjs/common';
import { DuplicateRow, type LedgerStore, type LedgerUnit } from '../ledger/ledger-store.port';
import { EMPTY_REPORT, type Quarantine, type QuarantineReason } from '../ledger/quarantine';
import type { Clock } from '../shared/clock';
import type { Ids } from '../shared/ids';

export interface QuarantineCause {
  readonly reason: QuarantineReason;
  readonly note: string | null;
  readonly by: string;
  /** Of what happened after this the ledger may know nothing. */
  readonly since: Date;
  /** The newest sign of life that the ledger held when the cause was found. */
  readonly lastAlive: Date | null;
}

export interface Beginning {
  readonly quarantine: Quarantine;
  readonly isNew: boolean;
}

/** Stops posting. From the same transaction on, billing is asked before anything unsettled is sent. */
export class BeginQuarantine {
  private readonly logger = new Logger('Quarantine');

  constructor(
    private readonly store: LedgerStore,
    private readonly clock: Clock,
    private readonly ids: Ids,
    /** Longest time in which a call that was sent under a lost lease may still be at work. */
    private readonly stillAtWorkMs: number,
  ) {}

  /** Two who begin at once make one. */
  async execute(cause: QuarantineCause): Promise<Beginning> {
    const begin = (): Promise<Beginning> => this.store.unitOfWork((unit) => this.beginOnce(unit, cause));
    const beginning = await begin().catch((error: unknown) => {
      if (error instanceof DuplicateRow) return begin();
      throw error;
    });
    const { reason, note, by } = cause;
    const { id } = beginning.quarantine;
    if (beginning.isNew) {
      this.logger.error(
        { quarantineId: id, reason, note, by },
        'A quarantine begins: nothing is posted until it ends',
      );
    }
    return beginning;
  }

  private async beginOnce(unit: LedgerUnit, cause: QuarantineCause): Promise<Beginning> {
    const now = this.clock.now();
    const open = await unit.quarantines.open();
    if (open && (cause.lastAlive === null || open.beganAt > cause.lastAlive)) {
      return { quarantine: open, isNew: false };
    }
    await unit.postings.doubtUnsettled(now, this.clock.after(this.stillAtWorkMs));
    const since = new Date(Math.min(cause.since.getTime(), now.getTime()));
    if (open) return { quarantine: await this.proveAnew(unit, open, since), isNew: false };
    const quarantine: Quarantine = {
      id: this.ids.next(),
      reason: cause.reason,
      note: cause.note,
      beganAt: now,
      beganBy: cause.by,
      since,
      phase: 'journal',
      cursor: null,
      report: EMPTY_REPORT,
      endedAt: null,
      endedBy: null,
      version: 1,
    };
    await unit.quarantines.insert(quarantine);
    return { quarantine, isNew: true };
  }

  /** One that was open in the backup itself: what was proven then proves nothing now. */
  private async proveAnew(unit: LedgerUnit, open: Quarantine, since: Date): Promise<Quarantine> {
    const anew: Quarantine = {
      ...open,
      since: open.since < since ? open.since : since,
      phase: 'journal',
      cursor: null,
      report: EMPTY_REPORT,
      version: open.version + 1,
    };
    await unit.quarantines.update(anew);
    return anew;
  }
}
