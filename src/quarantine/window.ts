import type { Quarantine } from '../ledger/quarantine';

/** From when on payments are looked at again: the bank may refund what was paid long before the ledger fell behind. */
export function windowBegin({ since }: Quarantine, lookbackMs: number): Date {
  return new Date(since.getTime() - lookbackMs);
}
