import type { OperationFaults, Switchboard } from './fault-settings';

/** What happens to one call, drawn before it is worked on. */
export interface DrawnFaults {
  readonly slowMs: number;
  readonly http502: boolean;
  readonly timeoutBeforeCommit: boolean;
  readonly expireSession: boolean;
  readonly faultDetail: string | undefined;
  readonly lateCommitMs: number | undefined;
  readonly http502AfterCommit: boolean;
  readonly timeoutAfterCommit: boolean;
  readonly truncateXml: boolean;
}

/** Always in this order, so that a seed repeats the whole story. */
export function drawFaults(switchboard: Switchboard, operation: string): DrawnFaults {
  const faults = faultsOf(switchboard, operation);
  const happens = (chance: number | undefined): boolean => switchboard.happens(chance);
  const often = (ms: number | undefined, chance: number | undefined): number | undefined =>
    ms !== undefined && ms > 0 && happens(chance ?? 1) ? ms : undefined;
  return {
    slowMs: often(faults.slowMs, faults.slow) ?? 0,
    http502: happens(faults.http502),
    timeoutBeforeCommit: happens(faults.timeoutBeforeCommit),
    expireSession: happens(faults.expireSession),
    faultDetail: faults.fault && happens(faults.fault.p) ? faults.fault.detail : undefined,
    lateCommitMs: often(faults.lateCommitMs, faults.lateCommit),
    http502AfterCommit: happens(faults.http502AfterCommit),
    timeoutAfterCommit: happens(faults.timeoutAfterCommit),
    truncateXml: happens(faults.truncateXml),
  };
}

/** What is said for the operation itself goes before what `*` says. */
function faultsOf({ current }: Switchboard, operation: string): OperationFaults {
  const everywhere = current['*'];
  const own = current[operation];
  return {
    ...(typeof everywhere === 'object' ? everywhere : {}),
    ...(typeof own === 'object' ? own : {}),
  };
}
