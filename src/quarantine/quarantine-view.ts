import type { Quarantine, QuarantineReport } from '../ledger/quarantine';

export interface QuarantineView {
  readonly id: string;
  readonly reason: Quarantine['reason'];
  readonly note: string | null;
  readonly beganAt: string;
  readonly beganBy: string;
  readonly since: string;
  readonly phase: Quarantine['phase'];
  readonly report: QuarantineReport;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
}

export function viewOf(quarantine: Quarantine): QuarantineView {
  const { id, reason, note, beganAt, beganBy, since, phase, report, endedAt, endedBy } = quarantine;
  return {
    id,
    reason,
    note,
    beganAt: beganAt.toISOString(),
    beganBy,
    since: since.toISOString(),
    phase,
    report,
    endedAt: endedAt?.toISOString() ?? null,
    endedBy,
  };
}
