import { faultOf } from '../soap/soap-fault';
import type { Agreement, Payment } from './records';

export type PaymentDraft = Omit<Payment, 'recordid' | 'status' | 'revisions' | 'canceldate'>;

const FIRST_RECORD_ID = 5001;

/** The payments table. Every change of a payment moves the balance of its agreement by the difference. */
export class Payments {
  private readonly rows = new Map<number, Payment>();
  private readonly byReceipt = new Map<string, Payment[]>();
  private readonly takenAway = new Map<number, Payment>();
  private nextRecordId = FIRST_RECORD_ID;

  /** @param history payments that the balances already hold, with record ids below the first one given out here. */
  constructor(
    private readonly agreements: ReadonlyMap<number, Agreement>,
    history: readonly Payment[] = [],
  ) {
    history.forEach((payment) => this.enter(payment));
  }

  /** The record id that the next payment gets. */
  get comingRecordId(): number {
    return this.nextRecordId;
  }

  all(): Payment[] {
    return [...this.rows.values()];
  }

  /** By record id, which is the order in which the core took them. */
  ofAgreement(agrmid: number): Payment[] {
    return this.all()
      .filter((payment) => payment.agrmid === agrmid)
      .toSorted((left, right) => left.recordid - right.recordid);
  }

  get(recordid: number): Payment | undefined {
    return this.rows.get(recordid);
  }

  /** A row that was taken away and can be put back. */
  taken(recordid: number): Payment | undefined {
    return this.takenAway.get(recordid);
  }

  /** Only the manager who posted it finds a payment by its receipt (api3 facts: the manager account). */
  ofManager(modperson: number, receipt: string): Payment | undefined {
    return this.withReceipt(receipt).find((payment) => payment.modperson === modperson);
  }

  withReceipt(receipt: string): readonly Payment[] {
    return this.byReceipt.get(receipt) ?? [];
  }

  add(draft: PaymentDraft): Payment {
    const payment: Payment = {
      ...draft,
      recordid: this.nextRecordId++,
      status: 0,
      revisions: 0,
      canceldate: undefined,
    };
    this.keep(payment);
    return payment;
  }

  /** A second row in force that says the same under a record id of its own. */
  double(payment: Payment): Payment {
    return this.add(payment);
  }

  cancel(payment: Payment, canceldate: string): void {
    this.moveBalance(payment, -1);
    payment.status = 2;
    payment.canceldate = canceldate;
  }

  /** Cancelled payments can be put in force again (api3 facts: as a cashier). */
  reinstate(payment: Payment): void {
    payment.status = 0;
    payment.canceldate = undefined;
    this.moveBalance(payment, 1);
  }

  /** What a cashier does by hand: another sum, another agreement. Each correction is a revision. */
  correct(payment: Payment, change: { amountKopecks?: number; agrmid?: number }): void {
    this.moveBalance(payment, -1);
    payment.amountKopecks = change.amountKopecks ?? payment.amountKopecks;
    payment.agrmid = change.agrmid ?? payment.agrmid;
    payment.revisions += 1;
    this.moveBalance(payment, 1);
  }

  remove(payment: Payment): void {
    this.moveBalance(payment, -1);
    this.rows.delete(payment.recordid);
    this.byReceipt.set(
      payment.receipt,
      this.withReceipt(payment.receipt).filter((other) => other !== payment),
    );
  }

  takeAway(payment: Payment): void {
    this.remove(payment);
    this.takenAway.set(payment.recordid, payment);
  }

  putBack(payment: Payment): void {
    this.takenAway.delete(payment.recordid);
    this.keep(payment);
  }

  private keep(payment: Payment): void {
    this.enter(payment);
    this.moveBalance(payment, 1);
  }

  private enter(payment: Payment): void {
    this.rows.set(payment.recordid, payment);
    this.byReceipt.set(payment.receipt, [...this.withReceipt(payment.receipt), payment]);
  }

  private moveBalance(payment: Payment, direction: 1 | -1): void {
    if (payment.status === 2) return;
    const agreement = this.agreements.get(payment.agrmid);
    if (!agreement) throw faultOf('Agreement not found. agrm_id = $1', payment.agrmid);
    agreement.balanceKopecks += direction * payment.amountKopecks;
  }
}
