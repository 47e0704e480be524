import type { BankStatus } from './bank-status';
import { judge, type Verdict } from './bank-status-rules';
import { addPosting, lastCredit, undoCredit } from './chain';
import type { LedgerUnit } from './ledger-store.port';
import { changed, move, record, type LedgerTools } from './ledger-tools';
import type { Payment, PaymentFlag } from './payment';
import type { Wakeup } from './wakeup';

/** What came of a word of the bank. */
export interface Application {
  readonly outcome: 'applied' | 'noted' | 'flagged' | 'unknown_order';
  readonly reason: string;
  /** Set when a person should look, whatever the outcome. */
  readonly flag: PaymentFlag | null;
  readonly payment: Payment | null;
}

/** A word of the bank, what it does, and the ask that it answers. */
interface Word {
  readonly status: BankStatus;
  readonly verdict: Verdict;
  readonly claimedAsk: Date | null;
}

function isNewsOf(payment: Payment, { state, rawStatus, errorCode }: BankStatus): boolean {
  if (rawStatus !== payment.lastBankStatus) return true;
  return state === 'attempt_failed' && errorCode !== payment.lastErrorCode;
}

/** The one way by which the bank's word moves a payment: notifications, polls and answers all end here. */
export class BankStatuses {
  constructor(
    private readonly tools: LedgerTools,
    private readonly wakeup: Wakeup,
  ) {}

  /**
   * Applies a word of the bank in a transaction of its own and wakes the posting worker when there is work for it.
   * @param claimedAsk the time of the next ask that the asker fixed before it asked; see {@link asking}
   */
  async apply(status: BankStatus, claimedAsk: Date | null = null): Promise<Application> {
    const application = await this.tools.store.unitOfWork((unit) =>
      this.applyWithin(unit, status, claimedAsk),
    );
    this.wakeFor(application);
    return application;
  }

  /** Tells the posting worker of this process, once the transaction is kept. */
  wakeFor(application: Application): void {
    if (application.outcome === 'applied') this.wakeup.wake();
  }

  /** Applies a word of the bank as a part of a larger transaction; the caller calls {@link wakeFor} after it. */
  async applyWithin(
    unit: LedgerUnit,
    status: BankStatus,
    claimedAsk: Date | null = null,
  ): Promise<Application> {
    const payment = await unit.payments.lock({ orderId: status.orderId });
    if (!payment) return { outcome: 'unknown_order', reason: 'unknown_order', flag: null, payment: null };
    const verdict = judge(payment, status, this.tools.clock.now());
    const after = await this.carryOut(unit, payment, { status, verdict, claimedAsk });
    const outcome = verdict.moves.length > 0 ? 'applied' : verdict.flag ? 'flagged' : 'noted';
    return { outcome, reason: verdict.reason, flag: verdict.flag, payment: after };
  }

  private async carryOut(unit: LedgerUnit, payment: Payment, word: Word): Promise<Payment> {
    const { status, verdict } = word;
    const actor = `bank:${status.source}`;
    const evidence = {
      bankStatus: status.rawStatus,
      acquirerPaymentId: status.acquirerPaymentId,
      amountKopecks: status.amountKopecks,
      errorCode: status.errorCode,
      reason: verdict.reason,
    };
    const isNews = isNewsOf(payment, status);
    let current = changed(this.tools, payment, this.changesBy(payment, word, isNews));
    await unit.payments.update(current);
    for (const to of verdict.moves) {
      const changes = to === 'confirmed' ? { confirmedAt: this.tools.clock.now() } : {};
      current = await move(this.tools, unit, current, to, { actor, evidence, changes });
      if (to === 'confirmed') await this.credit(unit, current);
      if (to === 'refunded') await this.reverse(unit, current);
    }
    if (verdict.flag && (verdict.flag !== payment.flag || isNews || status.source === 'notification')) {
      await record(this.tools, unit, current, {
        type: 'flagged',
        actor,
        evidence: { ...evidence, flag: verdict.flag },
      });
    } else if (!verdict.flag && verdict.moves.length === 0 && (isNews || status.source === 'notification')) {
      await record(this.tools, unit, current, { type: 'noted', actor, evidence });
    }
    return current;
  }

  private changesBy(payment: Payment, word: Word, isNews: boolean): Partial<Payment> {
    const { status, verdict } = word;
    // The first thing that a person should look at stays; the history tells the others.
    const flag = payment.flag ?? verdict.flag;
    if (verdict.flag === 'terminal_mismatch' || verdict.flag === 'acquirer_payment_id_mismatch') {
      return { flag, ...this.asking(payment, word, false) };
    }
    return {
      flag,
      // A word out of turn (an AUTHORIZED after the CONFIRMED) must not pass for the bank's last one.
      lastBankStatus: verdict.reason.endsWith('_out_of_turn') ? payment.lastBankStatus : status.rawStatus,
      lastErrorCode: status.state === 'attempt_failed' ? status.errorCode : payment.lastErrorCode,
      acquirerPaymentId: payment.acquirerPaymentId ?? status.acquirerPaymentId,
      ...this.asking(payment, word, isNews && verdict.flag === null),
    };
  }

  /**
   * When the bank is asked next. Only who asked may end the asking, and only if nobody asked for an answer meanwhile: a
   * refund's notification that came after the question went out is not answered by it.
   */
  private asking(payment: Payment, { verdict, claimedAsk }: Word, isNews: boolean): Partial<Payment> {
    switch (verdict.ask) {
      case 'now':
        return { nextAskAt: this.tools.clock.now(), askAttempts: 0 };
      case 'no_more': {
        const isAnswered = claimedAsk !== null && payment.nextAskAt?.getTime() === claimedAsk.getTime();
        return isAnswered ? { nextAskAt: null, askAttempts: 0 } : {};
      }
      case 'by_plan': {
        const isDueBefore =
          payment.nextAskAt !== null && (!isNews || payment.nextAskAt <= this.tools.clock.now());
        return isDueBefore ? {} : { nextAskAt: this.tools.askPlan.next(0), askAttempts: 0 };
      }
    }
  }

  private async credit(unit: LedgerUnit, payment: Payment): Promise<void> {
    const { agreementId } = payment;
    await addPosting(this.tools, unit, payment, { kind: 'credit', ordinal: 1, agreementId });
  }

  /**
   * A refund of all: the credit on which the money stands, or is to stand, is undone in billing, or, where it was surely never
   * sent, voided with its reversal. What a move has begun to undo before it goes on being undone.
   */
  private async reverse(unit: LedgerUnit, payment: Payment): Promise<void> {
    const credit = lastCredit(await unit.postings.lockOfPayment(payment.id));
    if (credit) await undoCredit(this.tools, unit, payment, credit);
  }
}
