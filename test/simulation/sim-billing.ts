import {
  BillingRejection,
  type BillingAccount,
  type BillingPayment,
  type BillingPaymentPage,
  type NewBillingPayment,
} from '../../src/billing/billing.port';
import { kopecks } from '../../src/shared/money';
import { Rejected } from '../../src/shared/upstream-errors';
import type { Arrival } from './line';
import type { Surroundings } from './sim-process';

export interface SimRecord {
  readonly recordId: string;
  readonly receipt: string;
  readonly posterId: string;
  readonly paidAt: Date;
  agreementId: string;
  kopecks: number;
  isCancelled: boolean;
  /** Billing wrote something else than it was told, or somebody changed it by hand. */
  isSpoiled: boolean;
  isRemoved: boolean;
}

interface SimAgreement {
  readonly agreementId: string;
  readonly uid: string;
  isOpen: boolean;
}

/** What is known of the calls about one receipt, to hold our own rules against. */
interface Traffic {
  flying: number;
  /** A call was sent and its sender does not know what came of it. */
  isUnknown: boolean;
  isRefusedForGood: boolean;
  /** Billing answered that it is done. */
  isDone: boolean;
}

const refusal = (operation: string, code: string): Rejected =>
  new Rejected({ upstream: 'billing', operation, code });

/** Billing's core: what it holds, and what was asked of it. */
export class SimBilling {
  readonly records: SimRecord[] = [];
  readonly agreements = new Map<string, SimAgreement>();
  /** The manager that newly started processes sign in as. */
  managerId = '42';
  /** Rules of ours that a call broke. */
  readonly broken: string[] = [];
  private readonly traffic = new Map<string, Traffic>();

  constructor(private readonly around: Surroundings) {}

  addAgreement(uid: string, agreementId: string): void {
    this.agreements.set(agreementId, { agreementId, uid, isOpen: true });
  }

  private get shown(): readonly SimRecord[] {
    return this.records.filter((record) => !record.isRemoved);
  }

  inForce(receipt: string): readonly SimRecord[] {
    return this.shown.filter((record) => record.receipt === receipt && !record.isCancelled);
  }

  account(uid: string): BillingAccount {
    const agreements = [...this.agreements.values()].filter((agreement) => agreement.uid === uid);
    if (agreements.length === 0) throw refusal('getAccount', BillingRejection.accountNotFound);
    return {
      uid,
      login: uid,
      fullName: null,
      email: null,
      phone: null,
      isArchived: false,
      agreements: agreements.map(({ agreementId, isOpen }) => ({
        agreementId,
        number: agreementId,
        paymentCode: null,
        balanceKopecks: kopecks(0),
        operatorName: null,
        isOpen,
        serviceAccounts: null,
      })),
    };
  }

  post(posterId: string, payment: NewBillingPayment): Arrival<{ recordId: string }> {
    return () => {
      const traffic = this.trafficOf(payment.receipt);
      if (traffic.flying > 0 && this.isEveryClockSane()) this.breaks('two calls at once', payment.receipt);
      traffic.flying += 1;
      const { isCoreRacy } = this.around.weather();
      const seenAtArrival = isCoreRacy ? this.refusalOf(posterId, payment) : null;
      return () => {
        traffic.flying -= 1;
        const refused = isCoreRacy ? seenAtArrival : this.refusalOf(posterId, payment);
        if (refused) throw refused;
        return { recordId: this.insert(posterId, payment).recordId };
      };
    };
  }

  find(posterId: string, receipt: string): BillingPayment | null {
    const found = this.shown.filter((row) => row.receipt === receipt && row.posterId === posterId);
    const standing = found.filter((record) => !record.isCancelled);
    if (standing.length > 1) {
      throw refusal('ExternCheckPayment', BillingRejection.severalInForce);
    }
    const record = standing[0] ?? found[0];
    return record ? viewOf(record) : null;
  }

  list(posterId: string, range: { readonly from: Date; readonly to: Date }): BillingPaymentPage {
    const payments = this.shown.filter(
      (record) => record.posterId === posterId && record.paidAt >= range.from && record.paidAt < range.to,
    );
    return { payments: payments.map(viewOf), nextCursor: null };
  }

  cancel(posterId: string, receipt: string): { recordId: string } {
    const found = this.shown.filter((row) => row.receipt === receipt && row.posterId === posterId);
    const record = found.find((row) => !row.isCancelled) ?? found[0];
    if (!record) throw refusal('ExternCancelPayment', BillingRejection.paymentNotFound);
    record.isCancelled = true;
    return { recordId: record.recordId };
  }

  /** Told by the sender's side: a call leaves, and what it came to. */
  leaves(receipt: string): void {
    const traffic = this.trafficOf(receipt);
    if (traffic.isUnknown && this.isEveryClockSane()) this.breaks('sent again without a question', receipt);
    if (traffic.isRefusedForGood) this.breaks('sent again after a final refusal', receipt);
    if (traffic.isDone && this.isEveryClockSane()) this.breaks('sent again after it was done', receipt);
    traffic.isUnknown = true;
  }

  isKnown(receipt: string, ending: 'done' | 'refused' | 'other'): void {
    const traffic = this.trafficOf(receipt);
    traffic.isUnknown = false;
    traffic.isRefusedForGood = ending === 'refused';
    traffic.isDone ||= ending === 'done';
  }

  /** Leases hold among machines whose clocks agree. Where they do not, billing's own check of receipts must do. */
  private isEveryClockSane(): boolean {
    const { clockJumps, isCoreUnruly } = this.around.climate;
    return clockJumps === 0 && !isCoreUnruly;
  }

  private refusalOf(posterId: string, { receipt, agreementId }: NewBillingPayment): Rejected | null {
    const known = this.shown.find((row) => row.receipt === receipt && row.posterId === posterId);
    if (known?.isCancelled) return refusal('ExternPayment', BillingRejection.alreadyCancelled);
    if (known) return refusal('ExternPayment', BillingRejection.alreadyExists);
    const isOpen = this.agreements.get(agreementId)?.isOpen === true;
    return isOpen ? null : refusal('ExternPayment', BillingRejection.agreementClosed);
  }

  private insert(posterId: string, payment: NewBillingPayment): SimRecord {
    const { chance, weather } = this.around;
    const isMistaken = chance.hit(weather().billingMistakes);
    const record: SimRecord = {
      recordId: String(5_001 + this.records.length),
      receipt: payment.receipt,
      posterId,
      paidAt: payment.paidAt,
      agreementId: payment.agreementId,
      kopecks: payment.amountKopecks + (isMistaken ? chance.pick([-1, 1, payment.amountKopecks]) : 0),
      isCancelled: false,
      isSpoiled: isMistaken,
      isRemoved: false,
    };
    this.records.push(record);
    return record;
  }

  /** What was sent and done is not known to anybody any more: no rule can be asked of who knows nothing. */
  forgetTraffic(): void {
    for (const traffic of this.traffic.values()) {
      traffic.isDone = false;
      traffic.isUnknown = false;
    }
  }

  /** Somebody's hand in billing's books. */
  tamper(): void {
    const { chance, scheduler } = this.around;
    const standing = this.shown.filter((record) => !record.isCancelled && !record.isSpoiled);
    if (standing.length === 0) return;
    const record = chance.pick(standing);
    const how = chance.pick(['altered', 'moved', 'cancelled', 'removed', 'doubled'] as const);
    scheduler.note(`${record.receipt} is ${how} by hand`);
    record.isSpoiled = true;
    switch (how) {
      case 'altered':
        record.kopecks += chance.pick([-1, 1, 5_000]);
        return;
      case 'moved':
        record.agreementId = `${record.agreementId}1`;
        return;
      case 'cancelled':
        record.isCancelled = true;
        return;
      case 'removed':
        record.isRemoved = true;
        this.trafficOf(record.receipt).isDone = false;
        return;
      case 'doubled':
        this.records.push({ ...record, recordId: String(5_001 + this.records.length) });
    }
  }

  private trafficOf(receipt: string): Traffic {
    let traffic = this.traffic.get(receipt);
    if (!traffic) {
      traffic = { flying: 0, isUnknown: false, isRefusedForGood: false, isDone: false };
      this.traffic.set(receipt, traffic);
    }
    return traffic;
  }

  private breaks(rule: string, receipt: string): void {
    this.broken.push(`${rule}: ${receipt}`);
  }
}

function viewOf(record: SimRecord): BillingPayment {
  const { recordId, receipt, agreementId, isCancelled, posterId, paidAt } = record;
  const amountKopecks = kopecks(record.kopecks);
  return { recordId, receipt, agreementId, amountKopecks, isCancelled, posterId, paidAt, comment: '' };
}
