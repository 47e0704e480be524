import type { RouteFaults, Switchboard } from './cabinet-faults';

/** What happens to one visit, drawn before it is worked on. */
export interface DrawnFaults {
  readonly slowMs: number;
  readonly http502: boolean;
  readonly timeoutBeforeCommit: boolean;
  readonly expireSession: boolean;
  readonly http502AfterCommit: boolean;
  readonly timeoutAfterCommit: boolean;
  readonly changedPage: boolean;
  readonly halfPage: boolean;
}

/** Always in this order, so that a seed repeats the whole story. */
export function drawFaults(switchboard: Switchboard, route: string): DrawnFaults {
  const faults = faultsOf(switchboard, route);
  const happens = (chance: number | undefined): boolean => switchboard.happens(chance);
  const slowMs = faults.slowMs ?? 0;
  return {
    slowMs: slowMs > 0 && happens(faults.slow ?? 1) ? slowMs : 0,
    http502: happens(faults.http502),
    timeoutBeforeCommit: happens(faults.timeoutBeforeCommit),
    expireSession: happens(faults.expireSession),
    http502AfterCommit: happens(faults.http502AfterCommit),
    timeoutAfterCommit: happens(faults.timeoutAfterCommit),
    changedPage: happens(faults.changedPage),
    halfPage: happens(faults.halfPage),
  };
}

/** What is said for the route itself goes before what `*` says. */
function faultsOf({ current }: Switchboard, route: string): RouteFaults {
  const everywhere = current['*'];
  const own = current[route];
  return {
    ...(typeof everywhere === 'object' ? everywhere : {}),
    ...(typeof own === 'object' ? own : {}),
  };
}
