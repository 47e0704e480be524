import { isAdoptedId } from './document-numbers';
import type { LedgerUnit } from './ledger-store.port';
import type { Payment } from './payment';

/** Two machines may tell the time of the same moment so differently, as when one takes local time for UTC. */
const CLOCKS_APART_MS = 24 * 60 * 60 * 1000;

/**
 * Whether the ledger may have lost something about a payment: a quarantine is open, or one ended after the payment was made;
 * or it was adopted, and may have been once before.
 * The two times may come from different clocks, so what was made up to a day later is doubted too: that costs a question to
 * billing, and the other mistake costs money.
 */
export async function isDoubted(
  unit: Pick<LedgerUnit, 'quarantines'>,
  { id, createdAt }: Payment,
): Promise<boolean> {
  if (isAdoptedId(id)) return true;
  return unit.quarantines.castsDoubtOn(new Date(createdAt.getTime() - CLOCKS_APART_MS));
}
