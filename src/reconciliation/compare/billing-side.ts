import type { BillingPayment } from '../../billing/billing.port';
import { receiptOf } from '../../ledger/document-numbers';
import type { BankStranger } from './bank-side';
import type { DayFacts, LedgerFact } from './facts';
import { Names, paymentIdOfDocument, type Nameable } from './named-payment';
import { isNear } from './near';

/** Billing's records of one payment. */
export interface Records {
  /** In force under a document of ours. */
  readonly inForce: readonly BillingPayment[];
  /** In force under another document that names the payment. */
  readonly named: readonly BillingPayment[];
  /** Cancelled, under a document of ours. */
  readonly cancelled: readonly BillingPayment[];
}

export interface BillingSide {
  readonly ofPayments: ReadonlyMap<string, Records>;
  /** The record in force that is meant for a bank payment which the ledger does not know. */
  readonly ofStrangers: ReadonlyMap<BankStranger, BillingPayment>;
  /** In force, and nobody's so far. */
  readonly unclaimed: readonly BillingPayment[];
}

interface Named extends Nameable {
  readonly payment: LedgerFact | null;
  readonly stranger: BankStranger | null;
}

const NONE: Records = { inForce: [], named: [], cancelled: [] };

export function recordsOf(side: BillingSide, { paymentId }: LedgerFact): Records {
  return side.ofPayments.get(paymentId) ?? NONE;
}

/**
 * Finds whose each record of our manager is: by our document numbers first, then by what its document or comment names. A
 * record that names a payment of quite another time is left to a person.
 */
export function billingSideOf(facts: DayFacts, strangers: readonly BankStranger[]): BillingSide {
  const owners = new Owners(facts.ledger);
  const names = new Names([...facts.ledger.map(asNamed), ...strangers.map(strangerAsNamed)]);
  const ofPayments = new Map<string, { [kind in keyof Records]: BillingPayment[] }>();
  const ofStrangers = new Map<BankStranger, BillingPayment>();
  const unclaimed: BillingPayment[] = [];
  const keep = (paymentId: string, kind: keyof Records, record: BillingPayment): void => {
    const records = ofPayments.get(paymentId) ?? { inForce: [], named: [], cancelled: [] };
    ofPayments.set(paymentId, records);
    records[kind].push(record);
  };
  for (const record of recordsOfOurManager(facts)) {
    const owner = owners.of(record.receipt);
    if (owner !== null) keep(owner, record.isCancelled ? 'cancelled' : 'inForce', record);
    if (owner !== null || record.isCancelled) continue;
    const { payment, stranger } = names.namedBy(record) ?? { payment: null, stranger: null };
    if (payment && isNear(payment, record, facts.terms)) keep(payment.paymentId, 'named', record);
    else if (stranger && !ofStrangers.has(stranger)) ofStrangers.set(stranger, record);
    else unclaimed.push(record);
  }
  return { ofPayments, ofStrangers, unclaimed };
}

/** Each record of our manager once, in the order of their ids; of two readings of one the cancelled is the later. */
function recordsOfOurManager({ billing, posterId }: DayFacts): readonly BillingPayment[] {
  const byId = new Map<string, BillingPayment>();
  for (const record of billing) {
    if (record.posterId !== posterId) continue;
    if (byId.get(record.recordId)?.isCancelled !== true) byId.set(record.recordId, record);
  }
  return [...byId.values()].sort((one, other) => compareRecordIds(one.recordId, other.recordId));
}

export function compareRecordIds(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : 1);
}

function asNamed(payment: LedgerFact): Named {
  const { orderId, acquirerPaymentId, agreementId, amountKopecks } = payment;
  return { orderId, acquirerPaymentId, agreementId, amountKopecks, payment, stranger: null };
}

/** The order of a second payment of one order names the first. */
function strangerAsNamed(stranger: BankStranger): Named {
  const { orderId, acquirerPaymentId, paidKopecks: amountKopecks } = stranger.fact;
  const isSecond = stranger.payment !== null;
  return {
    orderId: isSecond ? null : orderId,
    acquirerPaymentId,
    agreementId: stranger.payment?.agreementId ?? null,
    amountKopecks,
    payment: null,
    stranger,
  };
}

class Owners {
  private readonly byReceipt = new Map<string, string>();
  private readonly known: ReadonlySet<string>;

  constructor(ledger: readonly LedgerFact[]) {
    this.known = new Set(ledger.map(({ paymentId }) => paymentId));
    for (const { paymentId, credits } of ledger) {
      if (credits.length === 0) this.byReceipt.set(receiptOf(paymentId, 'credit'), paymentId);
      for (const { receipt } of credits) this.byReceipt.set(receipt, paymentId);
    }
  }

  of(receipt: string): string | null {
    const owner = this.byReceipt.get(receipt);
    if (owner !== undefined) return owner;
    const paymentId = paymentIdOfDocument(receipt);
    return paymentId !== null && this.known.has(paymentId) ? paymentId : null;
  }
}
