import type { Kopecks } from '../shared/money';
import { isDoubted } from './doubt';
import type { IdempotencyRecord, StoredResponse } from './idempotency';
import { DuplicateRow, type LedgerUnit } from './ledger-store.port';
import { changed, move, record, type LedgerTools } from './ledger-tools';
import { openPayment } from './open-payment';
import type { Payment } from './payment';
import { isEndedUnpaid } from './transitions';

export interface NewPayment {
  readonly subscriberUid: string;
  readonly agreementId: string;
  readonly agreementNumber: string;
  readonly operatorName?: string | null;
  readonly amountKopecks: Kopecks;
  readonly terminal: string;
  readonly expiresAt: Date;
  /** The first ask; must lie after the time in which the bank's answer to the order may still come. */
  readonly firstAskAt: Date;
}

/** How a request names itself, so that its repeats are known. */
export interface RequestIdentity {
  readonly caller: string;
  readonly key: string;
  readonly fingerprint: string;
}

export type Opening =
  | { readonly kind: 'opened'; readonly payment: Payment }
  | { readonly kind: 'repeated'; readonly response: StoredResponse; readonly payment: Payment | null }
  | { readonly kind: 'in_flight'; readonly paymentId: string }
  | { readonly kind: 'key_reused' };

type Repeat = Exclude<Opening, { kind: 'opened' }>;

/** The poll has begun to ask about an order of which nobody was told: it may be cancelled any moment, or is already. */
export class AcceptedTooLate extends Error {
  constructor(paymentId: string) {
    super(`The bank's order for payment ${paymentId} came too late`);
    this.name = 'AcceptedTooLate';
  }
}

/** Orders of subscribers, from the request to the bank's acceptance. */
export class Orders {
  constructor(private readonly tools: LedgerTools) {}

  /** What is known of a request before anything is done for it; null when it is new. Takes no lock. */
  async recall(request: RequestIdentity): Promise<Repeat | null> {
    const repeat = await this.tools.store.read(async (unit) => {
      const known = await unit.idempotencyKeys.find(request.caller, request.key);
      return known && this.judgeRepeat(unit, request, known);
    });
    if (repeat) await this.tellAgain(repeat);
    return repeat;
  }

  /** Opens a payment for a request, unless the request was seen before. One transaction, and a line in the journal. */
  async open(payment: NewPayment, request: RequestIdentity): Promise<Opening> {
    const opening = await this.openAmongTwins(payment, request);
    if (opening.kind === 'opened') await this.tools.journal.opened(opening.payment);
    else await this.tellAgain(opening);
    return opening;
  }

  /** Whoever kept the answer may have died before the journal had it, and now the form's address is told. */
  private async tellAgain(repeat: Repeat): Promise<void> {
    if (repeat.kind !== 'repeated' || !repeat.payment?.paymentUrl) return;
    await this.tools.journal.accepted(repeat.payment);
  }

  private async openAmongTwins(payment: NewPayment, request: RequestIdentity): Promise<Opening> {
    try {
      return await this.tools.store.unitOfWork((unit) => this.openOnce(unit, payment, request));
    } catch (error) {
      if (!(error instanceof DuplicateRow)) throw error;
      // The twin of this request was faster: it is judged as a repeat now.
      return this.tools.store.unitOfWork((unit) => this.openOnce(unit, payment, request));
    }
  }

  private async openOnce(unit: LedgerUnit, order: NewPayment, request: RequestIdentity): Promise<Opening> {
    const known = await unit.idempotencyKeys.lock(request.caller, request.key);
    const repeat = known && (await this.judgeRepeat(unit, request, known));
    if (repeat) return repeat;
    // Only the record that we hold may give way. Were there none, a twin may have written one since we looked, and then
    // the insert below must fail on it.
    if (known) await unit.idempotencyKeys.remove(request.caller, request.key);
    const now = this.tools.clock.now();
    const id = this.tools.ids.next();
    const { firstAskAt, ...details } = order;
    const opening = { ...details, id, nextAskAt: firstAskAt, createdAt: now };
    const payment = await openPayment(this.tools, unit, opening, request.caller);
    await unit.idempotencyKeys.insert({ ...request, paymentId: id, response: null, createdAt: now });
    return { kind: 'opened', payment };
  }

  private async judgeRepeat(
    unit: LedgerUnit,
    request: RequestIdentity,
    known: IdempotencyRecord,
  ): Promise<Repeat | null> {
    if (known.fingerprint !== request.fingerprint) return { kind: 'key_reused' };
    const payment = await unit.payments.find(known.paymentId);
    if (known.response) return { kind: 'repeated', response: known.response, payment };
    // No answer was ever given and the payment has ended: the request may be tried anew under its key.
    if (payment && isEndedUnpaid(payment.status)) return null;
    return { kind: 'in_flight', paymentId: known.paymentId };
  }

  /** The bank took the order. The answer to the request is fixed in the same transaction, and given after the journal has it. */
  async accepted(
    paymentId: string,
    order: { readonly acquirerPaymentId: string; readonly paymentUrl: string },
    respond: (payment: Payment) => StoredResponse,
  ): Promise<{ readonly payment: Payment; readonly response: StoredResponse }> {
    const acceptance = await this.tools.store.unitOfWork(async (unit) => {
      const payment = await this.mustLock(unit, paymentId);
      const isBeingAsked = payment.status === 'created' && payment.askAttempts > 0;
      if (isBeingAsked || isEndedUnpaid(payment.status)) {
        const evidence = { acquirerPaymentId: order.acquirerPaymentId, reason: 'accepted_too_late' };
        await record(this.tools, unit, payment, { type: 'noted', actor: 'bank:answer', evidence });
        return null;
      }
      const changes = {
        acquirerPaymentId: payment.acquirerPaymentId ?? order.acquirerPaymentId,
        paymentUrl: order.paymentUrl,
        nextAskAt: payment.status === 'created' ? this.tools.askPlan.next(0) : payment.nextAskAt,
        askAttempts: 0,
      };
      const evidence = { acquirerPaymentId: order.acquirerPaymentId };
      let after: Payment;
      if (payment.status === 'created') {
        after = await move(this.tools, unit, payment, 'awaiting_payer', {
          actor: 'bank:answer',
          evidence,
          changes,
        });
      } else {
        // The bank's notification was faster than its answer.
        const isOther =
          payment.acquirerPaymentId !== null && payment.acquirerPaymentId !== order.acquirerPaymentId;
        const flag = payment.flag ?? (isOther ? 'acquirer_payment_id_mismatch' : null);
        after = changed(this.tools, payment, { ...changes, flag });
        await unit.payments.update(after);
        await record(this.tools, unit, after, {
          type: isOther ? 'flagged' : 'noted',
          actor: 'bank:answer',
          evidence,
        });
      }
      const response = respond(after);
      await unit.idempotencyKeys.complete(paymentId, response);
      return { payment: after, response };
    });
    if (!acceptance) throw new AcceptedTooLate(paymentId);
    await this.tools.journal.accepted(acceptance.payment);
    return acceptance;
  }

  /** The order never came to be: the bank refused it (`rejected`), or never got it or forgot it (`cancelled`). */
  async failed(
    paymentId: string,
    to: 'rejected' | 'cancelled',
    actor: string,
    reason: string,
  ): Promise<Payment> {
    return this.tools.store.unitOfWork(async (unit) => {
      const payment = await this.mustLock(unit, paymentId);
      if (payment.status !== 'created') return payment;
      return move(this.tools, unit, payment, to, {
        actor,
        evidence: { reason },
        changes: { nextAskAt: null },
      });
    });
  }

  /** Whether the ledger may have lost what it knew of a payment, such as that its payer was told the form's address. */
  async isInDoubt(payment: Payment): Promise<boolean> {
    return this.tools.store.read((unit) => isDoubted(unit, payment));
  }

  /** Has the bank asked about an order as soon as may be: something went out whose outcome is not known. */
  async askSoon(paymentId: string): Promise<void> {
    await this.tools.store.unitOfWork(async (unit) => {
      const payment = await this.mustLock(unit, paymentId);
      await unit.payments.update(
        changed(this.tools, payment, { nextAskAt: this.tools.clock.now(), askAttempts: 0 }),
      );
    });
  }

  private async mustLock(unit: LedgerUnit, id: string): Promise<Payment> {
    const payment = await unit.payments.lock({ id });
    if (!payment) throw new Error(`No payment ${id}`);
    return payment;
  }
}
