import type { FaultSwitchboard } from '../shared/faults';
import type { BankFaults } from './bank-faults';

/** What goes wrong with one call: before the work is done, after it, or instead of it. */
export interface ApiFault {
  readonly slowMs: number;
  readonly before: 'timeout' | 'http500' | undefined;
  readonly errorCode: string | undefined;
  readonly after: 'timeout' | 'http500' | undefined;
}

const NOTHING: ApiFault = { slowMs: 0, before: undefined, errorCode: undefined, after: undefined };

export function drawApiFault(faults: FaultSwitchboard<BankFaults>, method: string): ApiFault {
  const now = faults.current.api;
  if (!now || (now.methods && !now.methods.includes(method))) return NOTHING;
  const pick = (timeout: number | undefined, http500: number | undefined): ApiFault['before'] => {
    if (faults.happens(timeout)) return 'timeout';
    return faults.happens(http500) ? 'http500' : undefined;
  };
  return {
    slowMs: now.slowMs ?? 0,
    before: pick(now.timeoutBeforeCommit, now.http500),
    errorCode: now.errorCode,
    after: pick(now.timeoutAfterCommit, now.http500AfterCommit),
  };
}
