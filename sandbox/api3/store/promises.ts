import { moscowDay } from '../values/moscow-time';
import type { Payments } from './payments';
import type { Payment, PromisedPayment } from './records';

export type PromiseDraft = Omit<PromisedPayment, 'recordid' | 'paidFromRecordId'>;

/** Where a promise stands at a moment. */
export interface PromiseStanding {
  readonly promise: PromisedPayment;
  /** What is still to be paid of it. */
  readonly debtKopecks: number;
  /** -1 overdue, 0 active, else the record id of the payment that completed it (api3 facts 9.4). */
  readonly payid: number;
}

const FIRST_RECORD_ID = 801;

/** `modperson` of a promise that the subscriber took himself: the schema's default (inferred). */
export const TAKEN_BY_SUBSCRIBER = -2;

/**
 * Promised payments. How one stands is worked out from the payments each time, so that a payment that is cancelled or
 * taken away takes its promise back with it. That several payments may add up to a promise, that one taken in after the
 * last day does not count, and that an overdue promise no longer gives credit, is inferred.
 */
export class Promises {
  private readonly rows: PromisedPayment[];

  constructor(
    private readonly payments: Payments,
    kept: readonly Omit<PromisedPayment, 'recordid'>[] = [],
  ) {
    this.rows = kept.map((promise, index) => ({ ...promise, recordid: FIRST_RECORD_ID + index }));
  }

  add(draft: PromiseDraft): PromisedPayment {
    const recordid = FIRST_RECORD_ID + this.rows.length;
    const promise = { ...draft, recordid, paidFromRecordId: this.payments.comingRecordId };
    this.rows.push(promise);
    return promise;
  }

  /** Oldest first. */
  standings(nowMs: number): PromiseStanding[] {
    const agreements = new Set(this.rows.map(({ agrmid }) => agrmid));
    return [...agreements]
      .flatMap((agrmid) => this.standingsOf(agrmid, nowMs))
      .toSorted((left, right) => left.promise.recordid - right.promise.recordid);
  }

  /** Oldest first. */
  standingsOf(agrmid: number, nowMs: number): PromiseStanding[] {
    const open = this.rows
      .filter((promise) => promise.agrmid === agrmid)
      .map((promise) => ({ promise, debtKopecks: promise.amountKopecks, payid: 0 }));
    if (open.length === 0) return [];
    this.payments.ofAgreement(agrmid).forEach((payment) => payDown(open, payment));
    const today = moscowDay(nowMs);
    return open.map((standing) =>
      standing.payid === 0 && standing.promise.dueOn < today ? { ...standing, payid: -1 } : standing,
    );
  }

  /** What active promises add to the agreement's credit. */
  creditKopecksOf(agrmid: number, nowMs: number): number {
    return this.standingsOf(agrmid, nowMs)
      .filter(({ payid }) => payid === 0)
      .reduce((sum, { promise }) => sum + promise.amountKopecks, 0);
  }
}

/** Lets a payment pay what it can, the oldest promise first. */
function payDown(standings: readonly Writable<PromiseStanding>[], payment: Payment): void {
  let leftKopecks = payment.status === 2 ? 0 : Math.max(0, payment.amountKopecks);
  for (const standing of standings) {
    const part = canPay(payment, standing.promise) ? Math.min(leftKopecks, standing.debtKopecks) : 0;
    if (part === 0) continue;
    leftKopecks -= part;
    standing.debtKopecks -= part;
    if (standing.debtKopecks === 0) standing.payid = payment.recordid;
  }
}

function canPay({ recordid, localdate }: Payment, { paidFromRecordId, dueOn }: PromisedPayment): boolean {
  return recordid >= paidFromRecordId && localdate.slice(0, 10) <= dueOn;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
