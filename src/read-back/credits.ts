import type { LedgerStore } from '../ledger/ledger-store.port';
import type { CreditToRead } from '../ledger/read-back-rows.port';
import type { BusinessDay } from '../shared/business-days';

const BATCH = 500;

/** A first credit is written in the transaction that fixes when the payer paid: its row is never older, and hardly younger. */
const WRITTEN_AFTER_PAID_MS = 600_000;

type Batch = (afterId: string | null) => Promise<readonly CreditToRead[]>;

/**
 * The credits that billing should hold under the date of this day, those included to which its money was moved later: they bear
 * the date on which the payer paid.
 */
export async function* creditsOn(store: LedgerStore, day: BusinessDay): AsyncGenerator<CreditToRead> {
  const written = { from: day.from, to: new Date(day.to.getTime() + WRITTEN_AFTER_PAID_MS) };
  const first: Batch = (id) => store.read((unit) => unit.readBack.creditsWritten(written, id, BATCH));
  for await (const credit of each(first)) {
    if (credit.paidAt >= day.from && credit.paidAt < day.to) yield credit;
  }
  yield* each((id) => store.read((unit) => unit.readBack.creditsMoved(day, id, BATCH)));
}

async function* each(batchAfter: Batch): AsyncGenerator<CreditToRead> {
  let afterId: string | null = null;
  for (;;) {
    const batch = await batchAfter(afterId);
    yield* batch;
    if (batch.length < BATCH) return;
    afterId = batch.at(-1)?.posting.id ?? null;
  }
}

/** The credits that have these receipts, by receipt. */
export async function creditsWithReceipts(
  store: LedgerStore,
  receipts: readonly string[],
): Promise<ReadonlyMap<string, CreditToRead>> {
  const found = new Map<string, CreditToRead>();
  for (let at = 0; at < receipts.length; at += BATCH) {
    const some = receipts.slice(at, at + BATCH);
    const credits = await store.read((unit) => unit.readBack.creditsOf(some));
    for (const credit of credits) found.set(credit.posting.receipt, credit);
  }
  return found;
}
