import type { Tables } from '../../src/ledger/memory/tables';
import type { Payment } from '../../src/ledger/payment';
import type { PaymentEvent } from '../../src/ledger/payment-event';
import type { Posting } from '../../src/ledger/posting';
import type { Mail } from './mail';
import type { Operators } from './operators';
import type { SimBank, SimOrder } from './sim-bank';
import type { SimBilling, SimRecord } from './sim-billing';
import type { Strays } from './strays';
import type { Subscribers } from './subscribers';
import type { Weather } from './weather';

/** What must never be, and was. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

/** The moves of a payment, written down a second time: independent of the table that the service goes by. */
const MOVES: Readonly<Record<string, readonly string[]>> = {
  created: ['awaiting_payer', 'rejected', 'expired', 'cancelled', 'confirmed'],
  awaiting_payer: ['authorized', 'rejected', 'expired', 'cancelled', 'confirmed'],
  authorized: ['rejected', 'expired', 'cancelled', 'confirmed'],
  expired: ['confirmed'],
  rejected: ['confirmed'],
  cancelled: ['confirmed'],
  confirmed: ['posted', 'partially_refunded', 'refunded'],
  posted: ['partially_refunded', 'refunded'],
  partially_refunded: ['refunded'],
  refunded: [],
};

export interface Observed {
  readonly tables: () => Tables;
  readonly bank: SimBank;
  readonly billing: SimBilling;
  readonly mail: Mail;
  readonly subscribers: Subscribers;
  readonly strays: Strays;
  readonly operators: Operators;
  readonly climate: Weather;
}

const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Violation(what);
};

/** The history says so for good; the payment itself shows the first flag that it was given. */
function isFlaggedAsRefund(tables: Tables, { id }: Payment): boolean {
  return [...tables.events.values()].some(
    ({ type, paymentId, evidence }) =>
      type === 'flagged' && paymentId === id && evidence.flag === 'refund_without_confirmation',
  );
}

/** What must hold of bank, ledger and billing: between any two occurrences, and more of it once all is at rest. */
export class Invariants {
  private seen: Tables | null = null;
  private recordsSeen = 0;
  private readonly statuses = new Map<string, string>();
  private eventsSeen: readonly string[] = [];
  private isRefundForgotten = false;

  constructor(private readonly world: Observed) {}

  /** Safety. @throws Violation */
  check(): void {
    const { bank, billing, operators } = this.world;
    for (const rule of [...bank.broken, ...billing.broken, ...operators.broken]) throw new Violation(rule);
    const tables = this.world.tables();
    const hasNewRecords = billing.records.length !== this.recordsSeen;
    if (tables === this.seen && !hasNewRecords) return;
    this.seen = tables;
    this.recordsSeen = billing.records.length;
    this.checkRecords();
    this.checkHistory(tables);
    this.checkPostings(tables);
    this.checkKeys();
  }

  /** Liveness: nothing is left undone. @throws Violation */
  checkAtRest(): void {
    const tables = this.world.tables();
    const payments = [...tables.payments.values()];
    for (const order of this.world.bank.orders.values()) {
      const payment = payments.find(({ orderId }) => orderId === order.orderId);
      if (payment) this.checkAgreement(tables, order, payment);
      else if (this.world.strays.has(order.orderId)) this.checkLeft(order);
      else throw new Violation(`the bank has an order that the ledger has not: ${order.orderId}`);
    }
    for (const payment of payments) {
      // It waits for a person, and says why.
      if (isFlaggedAsRefund(tables, payment)) continue;
      const isOpen = ['created', 'awaiting_payer', 'authorized'].includes(payment.status);
      must(!isOpen, `a payment is still ${payment.status}: ${payment.orderId}`);
    }
    this.checkPromises();
    this.checkInbox(tables);
    const postings = [...tables.postings.values()];
    for (const posting of postings) this.checkNamed(tables, posting);
    for (const posting of postings) {
      // A reversal cannot go before its credit; it waits with it.
      const isBehindParked = postings.some(
        (other) =>
          other.paymentId === posting.paymentId &&
          other.sequence < posting.sequence &&
          other.state === 'parked',
      );
      if (!isBehindParked) this.checkSettled(posting);
    }
  }

  /** The ledger was set back, by so little that no sign of life was lost or by more: its history is told anew. */
  forget(isUnnoticed: boolean): void {
    this.isRefundForgotten ||= isUnnoticed;
    this.seen = null;
    this.eventsSeen = [];
    this.statuses.clear();
  }

  /**
   * Every credit in billing stands for money that the bank took, in its sum, on the agreement it was ordered for or to which two
   * persons moved it, and of all the credits of one order one at most is in force.
   */
  private checkRecords(): void {
    const { bank, billing, subscribers, operators } = this.world;
    for (const record of billing.records) {
      if (record.isSpoiled) continue;
      const name = record.receipt;
      const order = bank.byOrderId(this.orderIdOf(name) ?? '');
      if (!order) throw new Violation(`a credit under a number of nobody: ${name}`);
      must(order.wasConfirmed, `credited, and the bank never confirmed it: ${name}`);
      must(record.kopecks === order.kopecks, `credited in another sum: ${name}`);
      const intent = subscribers.intentOf(order.kopecks);
      const isMeant =
        record.agreementId === intent?.agreementId ||
        operators.mayStandOn(order.orderId).has(record.agreementId);
      must(isMeant, `credited to another agreement: ${name}`);
      must(this.mayDouble() || billing.inForce(name).length <= 1, `credited twice: ${name}`);
      const isOnce = this.mayStandTwice() || this.standingOf(order).length <= 1;
      must(isOnce || this.isSpoiled(order), `stands on two agreements: ${order.orderId}`);
    }
  }

  /** The order that a document number is about; null when it is no number of a credit. */
  private orderIdOf(receipt: string): string | null {
    const [, number] = /^TB-([0-9A-HJKMNP-TV-Z]{26})(?:-C[2-9]\d*|-C1\d+)?$/.exec(receipt) ?? [];
    return number === undefined ? null : this.world.strays.orderOf(number);
  }

  /** All records of an order, whichever of its credits they are. */
  private recordsOfOrder({ orderId }: SimOrder): readonly SimRecord[] {
    return this.world.billing.records.filter(({ receipt }) => this.orderIdOf(receipt) === orderId);
  }

  private standingOf(order: SimOrder): readonly SimRecord[] {
    return this.recordsOfOrder(order).filter(({ isCancelled, isRemoved }) => !isCancelled && !isRemoved);
  }

  private isSpoiled(order: SimOrder): boolean {
    return this.recordsOfOrder(order).some(({ isSpoiled }) => isSpoiled);
  }

  /** The number of one credit guards against no other: among machines whose clocks jump, a late call may come after its answer. */
  private mayStandTwice(): boolean {
    return this.mayDouble() || this.world.climate.clockJumps > 0;
  }

  /** Only where the core itself breaks its word can a credit be doubled; then it must be found out. */
  private mayDouble(): boolean {
    const { isCoreRacy, isCoreUnruly, clockJumps } = this.world.climate;
    return isCoreUnruly || (isCoreRacy && clockJumps > 0);
  }

  /** The log only grows, and by its lines each payment came to be what it is. */
  private checkHistory(tables: Tables): void {
    const ids = [...tables.events.keys()];
    must(
      this.eventsSeen.every((id, index) => ids[index] === id),
      'a line of the event log was changed or lost',
    );
    for (const id of ids.slice(this.eventsSeen.length)) {
      const event = tables.events.get(id);
      if (event?.type === 'posting') this.checkFound(event);
      if (!event?.to) continue;
      const before = this.statuses.get(event.paymentId) ?? null;
      must(event.from === before, `the log jumps from ${String(before)} to ${String(event.from)}`);
      must(
        before === null ? event.to === 'created' : MOVES[before]?.includes(event.to) === true,
        `a move that the table does not know: ${String(before)} to ${event.to}`,
      );
      this.statuses.set(event.paymentId, event.to);
    }
    this.eventsSeen = ids;
    for (const payment of tables.payments.values()) {
      must(this.statuses.get(payment.id) === payment.status, `no line explains ${payment.status}`);
    }
  }

  /** What counts as posted is in billing as it was meant. */
  private checkPostings(tables: Tables): void {
    for (const posting of tables.postings.values()) {
      if (posting.state !== 'posted' || posting.kind !== 'credit') continue;
      const records = this.recordsOf(posting);
      must(
        records.some((record) => isAsMeant(record, posting) || record.isSpoiled),
        `counts as posted, and billing does not have it: ${posting.receipt}`,
      );
    }
  }

  /** A credit that was found rather than made must have been looked at. */
  private checkFound({ evidence }: PaymentEvent): void {
    if (evidence['how'] !== 'found' && evidence['how'] !== 'existed') return;
    const receipt = String(evidence['receipt']);
    if (this.world.climate.tampering > 0) return;
    const isRight = this.recordsOf({ receipt }).some((record) => !record.isSpoiled);
    must(isRight, `taken for ours, and it is another sum: ${receipt}`);
  }

  private checkKeys(): void {
    // With the ledger its keys were set back.
    if (this.world.climate.restores > 0) return;
    for (const { key, answeredIds } of this.world.subscribers.intents) {
      must(answeredIds.size <= 1, `one key, two payments: ${key}`);
    }
  }

  private recordsOf({ receipt }: { readonly receipt: string }): readonly SimRecord[] {
    return this.world.billing.records.filter((record) => record.receipt === receipt);
  }

  /** An order of somebody else that nobody adopted is credited nowhere. */
  private checkLeft(order: SimOrder): void {
    const { restores } = this.world.climate;
    must(
      restores > 0 || this.standingOf(order).length === 0,
      `nobody adopted it, and it is credited: ${order.orderId}`,
    );
  }

  /** Bank, ledger and billing agree on one order. */
  private checkAgreement(tables: Tables, order: SimOrder, payment: Payment): void {
    const postings = [...tables.postings.values()].filter(({ paymentId }) => paymentId === payment.id);
    const records = this.standingOf(order);
    const standing = records.length;
    const isWaitingForPerson = postings.some(({ state }) => state === 'parked');
    const name = order.orderId;
    if (this.isSpoiled(order)) return;
    if (!order.wasConfirmed) {
      must(standing === 0, `credited without a confirmation: ${name}`);
      return;
    }
    if (isWaitingForPerson) {
      must(standing <= 1 || this.mayStandTwice(), `parked, and credited twice: ${name}`);
      return;
    }
    if (isFlaggedAsRefund(tables, payment)) {
      must(standing <= 1 || this.mayDouble(), `waits for a person, and is credited twice: ${name}`);
      return;
    }
    // What was heard between a sign of life and a younger backup is asked of by the nightly reconciliation, see decision 0009.
    const isRefunded = order.state === 'refunded' || order.state === 'partially_refunded';
    if (this.isRefundForgotten && isRefunded && payment.status === 'posted' && standing === 1) return;
    const isNamed = postings.some(({ readBackFinding }) => readBackFinding !== null);
    const expected = order.state === 'refunded' ? 0 : 1;
    if (standing !== expected && isNamed && this.mayBeNamed(order)) return;
    must(
      standing === expected || (this.mayDouble() && standing > expected),
      `the bank says ${order.state}, billing holds ${String(standing)}: ${name}`,
    );
    const words: Readonly<Record<string, string>> = {
      confirmed: 'posted',
      refunded: 'refunded',
      partially_refunded: 'partially_refunded',
    };
    must(
      payment.status === words[order.state],
      `the bank says ${order.state}, we say ${payment.status}: ${name}`,
    );
    this.checkWhere(order, payment, records);
  }

  /** It stands where the ledger says, and where two persons wanted it last. */
  private checkWhere(order: SimOrder, payment: Payment, records: readonly SimRecord[]): void {
    const { operators, strays } = this.world;
    const ordered = strays.has(order.orderId) ? null : payment.agreementId;
    const wanted = operators.mustStandOn(order.orderId, ordered);
    for (const { agreementId } of records) {
      must(
        wanted.has(agreementId),
        `it stands on ${agreementId}, where nobody wanted it last: ${order.orderId}`,
      );
    }
  }

  /** A ledger that was set back may have forgotten half a move, and clocks may jump between an answer and a late call. */
  private mayBeNamed({ orderId }: SimOrder): boolean {
    const { restores, clockJumps } = this.world.climate;
    const wasMoved = this.world.operators.mayStandOn(orderId).size > 0;
    return wasMoved && (restores > 0 || clockJumps > 0 || this.mayDouble());
  }

  private checkSettled(posting: Posting): void {
    const { state, receipt, parkedReason } = posting;
    must(['posted', 'voided', 'parked'].includes(state), `a posting is still ${state}: ${receipt}`);
    if (state !== 'parked') return;
    must(parkedReason !== null && parkedReason !== '', `parked without a reason: ${receipt}`);
    const {
      closings,
      managerChanges,
      billingMistakes,
      tampering,
      isCoreUnruly,
      clockJumps,
      restores,
      moves,
    } = this.world.climate;
    const isMoveForgotten = restores > 0 && moves > 0;
    const hasCause =
      closings + managerChanges + billingMistakes + tampering + clockJumps > 0 ||
      isCoreUnruly ||
      isMoveForgotten;
    must(hasCause, `parked needlessly (${String(parkedReason)}): ${receipt}`);
  }

  /** What a payer was told can be paid was not cancelled under the payer's hands. */
  private checkPromises(): void {
    for (const { promised, key } of this.world.subscribers.intents) {
      for (const orderId of promised) {
        const order = this.world.bank.byOrderId(orderId);
        const isBroken = order?.state === 'cancelled' && !order.isReleased;
        must(!isBroken, `an order was promised to its payer and then cancelled: ${key} ${orderId}`);
      }
    }
  }

  /** Where billing does not hold what was posted, the ledger says so; and nowhere else. */
  private checkNamed(tables: Tables, posting: Posting): void {
    const { receipt, readBackFinding, recordId } = posting;
    // What is refunded is cancelled in billing, whatever it was; after a part of it, accounting corrects by hand.
    const isPosted =
      posting.state === 'posted' && tables.payments.get(posting.paymentId)?.status === 'posted';
    // Under another manager the records of the one before cannot be read.
    if (posting.kind !== 'credit' || this.world.climate.managerChanges > 0) return;
    const isVoidedInForce = posting.state === 'voided' && this.world.billing.inForce(receipt).length > 0;
    must(
      !isVoidedInForce || readBackFinding !== null,
      `in force though voided, and nobody says so: ${receipt}`,
    );
    if (!isPosted) return;
    const [record, ...others] = this.world.billing.inForce(receipt);
    const reversal = [...tables.postings.values()].find(
      ({ paymentId, sequence }) => paymentId === posting.paymentId && sequence === posting.sequence + 1,
    );
    // While its money is on the way to another agreement, both are right.
    if (reversal && reversal.state !== 'posted') return;
    const isUndone = reversal !== undefined;
    const isRight = isUndone
      ? record === undefined
      : record?.recordId === recordId && isAsMeant(record, posting) && others.length === 0;
    must(isRight || readBackFinding !== null, `wrong in billing, and nobody says so: ${receipt}`);
    // Of what a hand took away after it was undone, the reader may still say so.
    if (isUndone && this.recordsOf({ receipt }).some(({ isSpoiled }) => isSpoiled)) return;
    must(
      !isRight || readBackFinding === null,
      `named without a cause (${String(readBackFinding)}): ${receipt}`,
    );
  }

  private checkInbox(tables: Tables): void {
    const bodies = new Set<string>();
    for (const { body, processedAt } of tables.inbox.values()) {
      must(processedAt !== null, 'a stored notification was never applied');
      bodies.add(body);
    }
    for (const body of this.world.mail.acknowledged) {
      must(bodies.has(body), 'the bank heard OK for what was not kept');
    }
  }
}

function isAsMeant(record: SimRecord, posting: Posting): boolean {
  return record.kopecks === posting.amountKopecks && record.agreementId === posting.agreementId;
}
