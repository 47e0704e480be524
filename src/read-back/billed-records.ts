import type { BillingPayment, BillingPort } from '../billing/billing.port';
import { RECEIPT_PREFIX } from '../ledger/document-numbers';
import type { BusinessDay } from '../shared/business-days';

/** Records by receipt, those of each record id once: pages are no snapshot and may show one twice. */
export class BilledRecords {
  private readonly byReceipt = new Map<string, Map<string, BillingPayment>>();

  /** @returns whether it is a record that was not there before */
  add(record: BillingPayment): boolean {
    const known = this.byReceipt.get(record.receipt) ?? new Map<string, BillingPayment>();
    this.byReceipt.set(record.receipt, known);
    const isNew = !known.has(record.recordId);
    known.set(record.recordId, record);
    return isNew;
  }

  of(receipt: string): readonly BillingPayment[] {
    return [...(this.byReceipt.get(receipt)?.values() ?? [])];
  }

  get receipts(): readonly string[] {
    return [...this.byReceipt.keys()];
  }
}

/** All of one day of billing that begins as our receipts do; less when stopped, and then of no use. */
export async function billedOn(
  billing: BillingPort,
  day: BusinessDay,
  isStopped: () => boolean,
): Promise<BilledRecords> {
  const billed = new BilledRecords();
  let cursor: string | null = null;
  do {
    const page = await billing.listPayments(day, cursor);
    for (const record of page.payments) {
      if (record.receipt.startsWith(RECEIPT_PREFIX)) billed.add(record);
    }
    cursor = page.nextCursor;
  } while (cursor !== null && !isStopped());
  return billed;
}

/** Records of two readings as one list, the later reading's word counting for what both have. */
export function merged(
  earlier: readonly BillingPayment[],
  later: readonly BillingPayment[],
): readonly BillingPayment[] {
  const byId = new Map([...earlier, ...later].map((record) => [record.recordId, record]));
  return [...byId.values()];
}
