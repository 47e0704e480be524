import type { BillingPayment } from '../billing/billing.port';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { Posting } from '../ledger/posting';
import type { BusinessDay } from '../shared/business-days';
import { BilledRecords } from './billed-records';

/**
 * Records in force that bear the date of another day than the credit whose receipt they have. The day is told with the
 * finding: long after, when it lies outside the window, it says where to look before the finding counts as gone.
 */
export class Strays {
  private readonly records = new BilledRecords();
  private readonly days = new Map<string, BusinessDay>();

  /** @returns whether it is one that was not known before */
  add(record: BillingPayment, day: BusinessDay): boolean {
    this.days.set(record.recordId, day);
    return this.records.add(record);
  }

  of(receipt: string): readonly BillingPayment[] {
    return this.records.of(receipt);
  }

  /** Where the strays among these records stand, for the evidence. */
  daysOf(records: readonly BillingPayment[]): { readonly strayDays?: string } {
    const days = records.flatMap(({ recordId }) => this.days.get(recordId)?.from.toISOString() ?? []);
    return days.length > 0 ? { strayDays: [...new Set(days)].join(' ') } : {};
  }
}

/** The days that were told with the finding that a credit has now. */
export async function strayDaysTold(
  store: LedgerStore,
  { paymentId, receipt }: Pick<Posting, 'paymentId' | 'receipt'>,
): Promise<readonly Date[]> {
  const events = await store.read((unit) => unit.events.ofPayment(paymentId));
  const told = events.filter(
    ({ type, evidence }) =>
      type === 'flagged' && 'findingBefore' in evidence && evidence['receipt'] === receipt,
  );
  const days = told.at(-1)?.evidence['strayDays'];
  return typeof days === 'string' ? days.split(' ').map((day) => new Date(day)) : [];
}
