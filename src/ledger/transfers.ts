import { addPosting, lastCredit, undoCredit } from './chain';
import { ordinalOf } from './document-numbers';
import type { LedgerUnit } from './ledger-store.port';
import { record, type LedgerTools } from './ledger-tools';
import type { Payment } from './payment';
import type { PaymentEvent } from './payment-event';
import type { Posting } from './posting';

/** Why money cannot be moved. */
export type Immovable =
  /** The bank has not confirmed it, has returned a part, or all of it. */
  | 'not_confirmed'
  | 'partially_refunded'
  | 'refunded'
  /** It stands on, or is on its way to, this very agreement. */
  | 'stands_there'
  /** It was moved since the move was decided on. */
  | 'moved_meanwhile';

export interface MoveOrder {
  readonly toAgreementId: string;
  /** The document number of the credit that is to be undone, as it was when the move was decided on. */
  readonly fromReceipt: string;
  readonly actor: string;
  readonly evidence: PaymentEvent['evidence'];
}

/** Whether the money of a payment can be moved away from its last credit at all; null when it can. */
export function hindranceOf(payment: Payment, credit: Posting | null): Immovable | null {
  if (payment.status === 'refunded' || payment.status === 'partially_refunded') return payment.status;
  if (payment.status !== 'confirmed' && payment.status !== 'posted') return 'not_confirmed';
  return credit ? null : 'not_confirmed';
}

/** Moves confirmed money from one agreement to another: the credit is undone, and the next one goes out behind it. */
export class Transfers {
  /** @param stillAtWorkMs how long a call may still be carried out at the most, whoever sent it and by whatever clock */
  constructor(
    private readonly tools: LedgerTools,
    private readonly stillAtWorkMs: number,
  ) {}

  /**
   * Writes what a move comes to. What was surely never sent is voided. Else its reversal stands between: the new credit is not
   * leased before the old one is surely undone, or billing was asked and surely has nothing of it.
   * @param payment held by the unit of work
   * @returns why not, or null when it is written
   */
  async move(unit: LedgerUnit, payment: Payment, order: MoveOrder): Promise<Immovable | null> {
    const credit = lastCredit(await unit.postings.lockOfPayment(payment.id));
    const hindrance = hindranceOf(payment, credit);
    if (hindrance !== null || !credit) return hindrance;
    if (credit.receipt !== order.fromReceipt) return 'moved_meanwhile';
    if (credit.agreementId === order.toAgreementId) return 'stands_there';
    const undone = await undoCredit(this.tools, unit, payment, credit);
    if (undone === 'reversed') await this.haveAsked(unit, credit);
    const next = await addPosting(this.tools, unit, payment, {
      kind: 'credit',
      ordinal: ordinalOf(credit.sequence) + 1,
      agreementId: order.toAgreementId,
    });
    await record(this.tools, unit, payment, {
      type: 'noted',
      actor: order.actor,
      evidence: {
        ...order.evidence,
        move: undone,
        fromAgreementId: credit.agreementId,
        fromReceipt: credit.receipt,
        toAgreementId: next.agreementId,
        toReceipt: next.receipt,
      },
    });
    return null;
  }

  /** Writes into a payment's history what persons decided about its money. */
  async note(
    unit: LedgerUnit,
    paymentId: string,
    actor: string,
    evidence: PaymentEvent['evidence'],
  ): Promise<void> {
    const payment = await unit.payments.lock({ id: paymentId });
    if (payment) await record(this.tools, unit, payment, { type: 'noted', actor, evidence });
  }

  /** What may have been sent is asked about again, once the last call for it has surely settled. */
  private async haveAsked(unit: LedgerUnit, credit: Posting): Promise<void> {
    if (credit.state !== 'parked' && credit.state !== 'due') return;
    const settled = this.tools.clock.after(this.stillAtWorkMs);
    await unit.postings.update({
      ...credit,
      state: 'due',
      nextAttemptAt: credit.nextAttemptAt > settled ? credit.nextAttemptAt : settled,
      dueSince: this.tools.clock.now(),
      attempts: 0,
      parkedReason: null,
      version: credit.version + 1,
    });
  }
}
