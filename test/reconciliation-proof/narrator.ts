import { orderIdOf, receiptOf } from '../../src/ledger/document-numbers';
import type { Chance } from './chance';
import type { BankOperation, BankStory, Book, LedgerStory, PostingStory, RecordStory } from './story';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A payment that all three tell alike, to be told otherwise. */
export interface Whole {
  readonly ledger: LedgerStory;
  readonly bank: BankStory;
  readonly record: RecordStory;
  /** The credit in the ledger. */
  readonly credit: PostingStory;
}

/** Numbers that must not come twice, whatever the book. */
export class Serials {
  private last = 0;

  next(): number {
    this.last += 1;
    return this.last;
  }
}

/** Tells what happens on one day of one terminal. Each payment has an agreement of its own, unless told. */
export class Narrator {
  private readonly midnightMs: number;

  constructor(
    readonly book: Book,
    readonly now: Date,
    private readonly chance: Chance,
    private readonly serials: Serials,
  ) {
    this.midnightMs = Date.parse(`${book.day}T00:00:00+03:00`);
  }

  /** A moment of the day by the clock of Moscow, or of another day. */
  at(time: string, days = 0): Date {
    return new Date(Date.parse(`${this.book.day}T${time}+03:00`) + days * DAY_MS);
  }

  /** Somewhere on the day, away from its midnights. */
  anytime(days = 0): Date {
    return new Date(
      this.midnightMs + days * DAY_MS + this.chance.between(30 * 60_000, DAY_MS - 30 * MINUTE_MS),
    );
  }

  later(moment: Date, minutes: number): Date {
    return new Date(moment.getTime() + minutes * MINUTE_MS);
  }

  agreement(): number {
    return this.serials.next();
  }

  whole(given: { readonly at?: Date; readonly agreement?: number; readonly kopecks?: number } = {}): Whole {
    const confirmedAt = given.at ?? this.anytime();
    const createdAt = new Date(confirmedAt.getTime() - this.chance.between(20 * SECOND_MS, 8 * MINUTE_MS));
    const agreement = given.agreement ?? this.agreement();
    const kopecks = given.kopecks ?? this.chance.between(1_000, 500_000);
    const { paymentId, orderId, bankPaymentId } = this.ids(createdAt);
    const { terminal } = this.book;
    const record = this.record({
      receipt: receiptOf(paymentId, 'credit'),
      agreement,
      kopecks,
      paidAt: confirmedAt,
    });
    record.comment = `T-Bank ${bankPaymentId}`;
    const credit: PostingStory = {
      kind: 'credit',
      sequence: 1,
      receipt: record.receipt,
      agreement,
      kopecks,
      state: 'posted',
      recordKey: record.key,
      since: confirmedAt,
      postedAt: new Date(confirmedAt.getTime() + this.chance.between(200, 90_000)),
    };
    const ledger: LedgerStory = {
      paymentId,
      orderId,
      bankPaymentId,
      terminal,
      agreement,
      kopecks,
      status: 'posted',
      flag: null,
      createdAt,
      confirmedAt,
      refundedAt: null,
      postings: [credit],
    };
    return { ledger, bank: this.bankPayment(ledger, confirmedAt), record, credit };
  }

  /** The bank's side of a payment: taken a moment before it was confirmed to us. */
  bankPayment(of: Pick<LedgerStory, 'bankPaymentId' | 'orderId' | 'kopecks'>, confirmedAt: Date): BankStory {
    const { bankPaymentId, orderId, kopecks } = of;
    const paid: BankOperation = { type: 'Debit', kopecks, at: new Date(confirmedAt.getTime() - 900) };
    return {
      bankPaymentId,
      orderId,
      terminal: this.book.terminal,
      kopecks,
      status: 'CONFIRMED',
      returnedKopecks: 0,
      operations: [paid],
      toldAt: null,
    };
  }

  ids(createdAt: Date): {
    readonly paymentId: string;
    readonly orderId: string;
    readonly bankPaymentId: string;
  } {
    const time = createdAt.getTime().toString(16).padStart(12, '0');
    const serial = this.serials.next();
    const tail = this.chance.hex(12);
    const paymentId = `${time.slice(0, 8)}-${time.slice(8)}-7${this.chance.hex(3)}-8${this.chance.hex(3)}-${tail}`;
    const prefix = this.book.isHome ? 5_000_000_000 : 7_000_000_000;
    return { paymentId, orderId: orderIdOf(paymentId), bankPaymentId: String(prefix + serial) };
  }

  /** Another record that says the same. */
  record(of: Pick<RecordStory, 'receipt' | 'agreement' | 'kopecks' | 'paidAt'>): RecordStory {
    const { receipt, agreement, kopecks, paidAt } = of;
    const key = String(this.serials.next());
    return { key, receipt, agreement, kopecks, paidAt, comment: '', isCancelled: false, isForeign: false };
  }

  /** Written into billing by hand, some minutes after the payment that it resembles. */
  byHand({ ledger }: Whole, changes: Partial<RecordStory> = {}): RecordStory {
    const { agreement, kopecks } = ledger;
    const paidAt = this.later(ledger.confirmedAt ?? ledger.createdAt, this.chance.between(1, 20));
    const receipt = `${this.book.day.replaceAll('-', '')}-${String(this.serials.next())}`;
    return Object.assign(this.record({ receipt, agreement, kopecks, paidAt }), changes);
  }

  /** A part of the sum: more than nothing and less than all. */
  partOf(kopecks: number): number {
    return this.chance.between(1, kopecks - 1);
  }
}
