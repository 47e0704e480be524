import type { LedgerStore } from '../ledger/ledger-store.port';
import type { Quarantine } from '../ledger/quarantine';

/**
 * Writes what a step of the proof came to, from the row as it stands now: an empty change when another replica took the step.
 * @returns the row after it, or null once the quarantine has ended
 */
export async function advance(
  store: LedgerStore,
  id: string,
  changesOf: (held: Quarantine) => Partial<Pick<Quarantine, 'phase' | 'cursor' | 'report'>>,
): Promise<Quarantine | null> {
  return store.unitOfWork(async (unit) => {
    const held = await unit.quarantines.lock(id);
    if (!held || held.endedAt !== null) return null;
    const after = { ...held, ...changesOf(held), version: held.version + 1 };
    await unit.quarantines.update(after);
    return after;
  });
}
