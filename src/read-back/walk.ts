import { Logger } from '@nestjs/common';
import type { BillingPayment, BillingPort } from '../billing/billing.port';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { ReadBackNotes } from '../ledger/read-back-notes';
import type { CreditToRead } from '../ledger/read-back-rows.port';
import type { BusinessDay, BusinessDays } from '../shared/business-days';
import { billedOn, merged } from './billed-records';
import { compare, findingOf } from './compare';
import { creditsOn, creditsWithReceipts } from './credits';
import { DaysAhead } from './days-ahead';
import { evidenceOf } from './evidence';
import { lookAgain, type Comparison } from './second-look';
import { strayDaysTold, Strays } from './strays';

export interface WalkTerms {
  readonly billing: BillingPort;
  readonly store: LedgerStore;
  readonly notes: ReadBackNotes;
  readonly days: BusinessDays;
  /** Who posts now. Billing shows us his payments alone. */
  readonly posterId: string;
  /** A credit posted after this moment may not be shown by billing yet. */
  readonly settledBefore: Date;
}

interface Held extends Comparison {
  readonly credit: CreditToRead;
}

/**
 * One reading of billing, a business day at a time, so that no more than a day is in memory. A record in force dated on
 * another day than its credit is kept as a stray, and the credit's own day is read (again) with it in mind.
 */
export class Walk {
  /** Records in force with a receipt of ours that the ledger does not know, by record id. */
  readonly strangers = new Map<string, BillingPayment>();
  /** Credits that another manager posted: they cannot be read. */
  unreadable = 0;
  private readonly logger = new Logger('ReadBack');
  private readonly strays = new Strays();
  /** Findings that look gone; written last, when every stray is known. */
  private readonly gone = new Map<string, Held>();

  constructor(private readonly terms: WalkTerms) {}

  /** @returns whether the walk came to its end */
  async through(days: readonly BusinessDay[], isStopped: () => boolean): Promise<boolean> {
    const ahead = new DaysAhead(days);
    for (let day = ahead.next(); day; day = ahead.next()) {
      await this.readDay(day, ahead, isStopped);
      if (isStopped()) return false;
    }
    for (const held of this.gone.values()) await this.keep(held);
    return true;
  }

  private async readDay(day: BusinessDay, ahead: DaysAhead, isStopped: () => boolean): Promise<void> {
    const billed = await billedOn(this.terms.billing, day, isStopped);
    if (isStopped()) return;
    const others = new Set(billed.receipts);
    for await (const credit of creditsOn(this.terms.store, day)) {
      if (isStopped()) return;
      const { receipt } = credit.posting;
      others.delete(receipt);
      const records = merged(this.strays.of(receipt), billed.of(receipt));
      if (this.isReadable(credit, records)) await this.read(credit, records, ahead);
      else this.unreadable += 1;
    }
    await this.sortOut(
      day,
      [...others].flatMap((receipt) => billed.of(receipt)),
      ahead,
    );
  }

  /** Another manager's payments are not shown to us; that the present one has a record as well can be seen all the same. */
  private isReadable({ posting }: CreditToRead, records: readonly BillingPayment[]): boolean {
    const isHis = posting.posterId !== null && posting.posterId !== this.terms.posterId;
    return !isHis || records.some(({ isCancelled }) => !isCancelled);
  }

  private async read(
    credit: CreditToRead,
    records: readonly BillingPayment[],
    ahead: DaysAhead,
  ): Promise<void> {
    const { posting } = credit;
    const reading = compare(credit, records);
    if (reading === 'missing' && (posting.postedAt ?? posting.createdAt) > this.terms.settledBefore) return;
    const held = { credit, ...(await this.surely({ reading, records }, credit)) };
    this.gone.delete(posting.id);
    if (posting.readBackFinding === null || findingOf(held.reading) !== null) return this.keep(held);
    this.gone.set(posting.id, held);
    for (const date of await strayDaysTold(this.terms.store, posting)) {
      ahead.addUnread(this.terms.days.dayOf(date));
    }
  }

  /** The list's word counts alone when it is no news; two records in force were both seen. */
  private async surely(listed: Comparison, credit: CreditToRead): Promise<Comparison> {
    const { reading, records } = listed;
    const isNews = findingOf(reading) !== null && reading !== credit.posting.readBackFinding;
    const isDoubtful = reading === 'missing' || (isNews && reading !== 'doubled');
    return isDoubtful ? lookAgain(this.terms.billing, credit, records) : listed;
  }

  private async keep({ credit, reading, records }: Held): Promise<void> {
    const { posting } = credit;
    const finding = findingOf(reading);
    const isConfirmed = reading === 'confirmed';
    const isFirst = isConfirmed && posting.readBackAt === null;
    if (finding === posting.readBackFinding && !isFirst) return;
    const evidence = { ...evidenceOf(posting, records), ...this.strays.daysOf(records) };
    const isNews = await this.terms.notes.keep({ credit, finding, isConfirmed, evidence });
    if (!isNews) return;
    const line = { postingId: posting.id, paymentId: posting.paymentId, finding, ...evidence };
    if (finding === null) this.logger.log(line, 'A finding on a credit is gone from billing');
    else this.logger.error(line, 'Billing holds a credit otherwise than it was posted: a person should look');
  }

  /** Records of the day that no credit of the day has: of a credit of another day, or of none. */
  private async sortOut(
    day: BusinessDay,
    records: readonly BillingPayment[],
    ahead: DaysAhead,
  ): Promise<void> {
    const inForce = records.filter(({ isCancelled }) => !isCancelled);
    const credits = await creditsWithReceipts(
      this.terms.store,
      inForce.map(({ receipt }) => receipt),
    );
    for (const record of inForce) {
      const credit = credits.get(record.receipt);
      if (!credit) this.strangers.set(record.recordId, record);
      // A record that only bears another date than it was posted with is no second one.
      else if (record.recordId !== credit.posting.recordId && this.strays.add(record, day)) {
        ahead.add(this.terms.days.dayOf(credit.paidAt));
      }
    }
  }
}
