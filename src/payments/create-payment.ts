import { Logger } from '@nestjs/common';
import type { AcceptedOrder, AcquirerPort, NewOrder } from '../acquiring/acquirer.port';
import type { BillingPort } from '../billing/billing.port';
import type { StoredResponse } from '../ledger/idempotency';
import { AcceptedTooLate, type Opening, type Orders, type RequestIdentity } from '../ledger/orders';
import type { Payment } from '../ledger/payment';
import type { Clock } from '../shared/clock';
import { formatRoubles, kopecks, type Kopecks } from '../shared/money';
import { Problem, type Language } from '../shared/problem/problem';
import { Rejected, Unavailable } from '../shared/upstream-errors';
import type { CreatePaymentRequest } from './create-payment.request';
import { fingerprintOf } from './idempotency-key';
import { findPayableAgreement } from './payable-agreement';
import { UpstreamProblems } from '../shared/problem/upstream-problems';
import { PaymentProblems } from './payment-problems';
import { viewOf } from './payment-view';
import type { ReturnAddresses } from './return-addresses';

export interface PaymentRules {
  readonly minKopecks: Kopecks;
  readonly maxKopecks: Kopecks;
  readonly lifetimeMs: number;
  /** Time in which an answer of the bank to a new order may still come. */
  readonly acquirerPatienceMs: number;
}

export interface CreatePaymentCommand {
  readonly subscriberUid: string;
  readonly idempotencyKey: string;
  readonly body: CreatePaymentRequest;
  readonly language: Language;
}

export interface CreatePaymentResult extends StoredResponse {
  readonly isReplay: boolean;
}

/** A subscriber's top-up, from the request to the bank's form. */
export class CreatePayment {
  private readonly logger = new Logger('CreatePayment');

  constructor(
    private readonly orders: Orders,
    private readonly acquirer: AcquirerPort,
    private readonly billing: BillingPort,
    private readonly returnAddresses: ReturnAddresses,
    private readonly rules: PaymentRules,
    private readonly clock: Clock,
  ) {}

  /**
   * The row is written before the bank is called, and the answer is fixed with the bank's acceptance: whatever dies in
   * between, the bank is asked about the order before anything else is made of it.
   */
  async execute(command: CreatePaymentCommand): Promise<CreatePaymentResult> {
    const { body, subscriberUid } = command;
    const amount = this.checkedAmount(body.amountKopecks);
    const returnUrl = this.returnAddresses.choose(body.returnUrl ?? null);
    const request = identityOf(command);
    const known = await this.orders.recall(request);
    if (known) return answerToRepeat(known);
    const { agreement, account } = await findPayableAgreement(this.billing, subscriberUid, body.agreementId);
    const opening = await this.orders.open(
      {
        subscriberUid,
        agreementId: agreement.agreementId,
        agreementNumber: agreement.number,
        operatorName: agreement.operatorName,
        amountKopecks: amount,
        terminal: this.acquirer.terminal,
        expiresAt: this.clock.after(this.rules.lifetimeMs),
        firstAskAt: this.clock.after(this.rules.acquirerPatienceMs),
      },
      request,
    );
    if (opening.kind !== 'opened') return answerToRepeat(opening);
    const { payment } = opening;
    const accepted = await this.order(payment, {
      orderId: payment.orderId,
      amountKopecks: payment.amountKopecks,
      description: describe(payment, command.language),
      expiresAt: payment.expiresAt,
      successUrl: returnUrl,
      failUrl: returnUrl,
      language: command.language,
      payerEmail: account.email,
      payerPhone: account.phone,
    });
    return this.answer(payment.id, accepted);
  }

  /** Who comes too late is told to repeat: the key is free again once the stray order is cancelled. */
  private async answer(paymentId: string, accepted: AcceptedOrder): Promise<CreatePaymentResult> {
    try {
      const { response } = await this.orders.accepted(paymentId, accepted, (opened) => ({
        status: 201,
        body: viewOf(opened),
      }));
      return { ...response, isReplay: false };
    } catch (error) {
      if (!(error instanceof AcceptedTooLate)) throw error;
      throw new Problem(UpstreamProblems.acquirerOutcomeUnknown, { cause: error, retryAfterSeconds: 5 });
    }
  }

  private checkedAmount(value: number): Kopecks {
    const amount = kopecks(value);
    const { minKopecks, maxKopecks } = this.rules;
    if (amount < minKopecks) {
      throw new Problem(PaymentProblems.amountBelowMinimum, { params: { limit: formatRoubles(minKopecks) } });
    }
    if (amount > maxKopecks) {
      throw new Problem(PaymentProblems.amountAboveMaximum, { params: { limit: formatRoubles(maxKopecks) } });
    }
    return amount;
  }

  /** An unknown outcome leaves the payment as it is: the poll asks the bank what became of the order. */
  private async order(payment: Payment, order: NewOrder): Promise<AcceptedOrder> {
    try {
      return await this.acquirer.createOrder(order);
    } catch (error) {
      if (error instanceof Rejected) {
        await this.orders.failed(payment.id, 'rejected', 'bank:answer', error.code);
        this.logger.error(
          { paymentId: payment.id, upstreamError: error.message },
          'The bank refuses our orders',
        );
      } else if (error instanceof Unavailable) {
        await this.orders.failed(payment.id, 'cancelled', 'bank:unreachable', error.code);
      }
      throw error;
    }
  }
}

function identityOf({ subscriberUid, idempotencyKey, body }: CreatePaymentCommand): RequestIdentity {
  return {
    caller: `subscriber:${subscriberUid}`,
    key: idempotencyKey,
    fingerprint: fingerprintOf('createPayment', {
      agreementId: body.agreementId,
      amountKopecks: body.amountKopecks,
      method: body.method ?? 'card',
      returnUrl: body.returnUrl ?? null,
    }),
  };
}

function answerToRepeat(opening: Exclude<Opening, { kind: 'opened' }>): CreatePaymentResult {
  switch (opening.kind) {
    case 'repeated':
      return { ...opening.response, isReplay: true };
    case 'key_reused':
      throw new Problem(PaymentProblems.keyReused);
    case 'in_flight':
      throw new Problem(PaymentProblems.requestInFlight, { retryAfterSeconds: 5 });
  }
}

function describe(payment: Payment, language: Language): string {
  return language === 'ru'
    ? `Пополнение договора ${payment.agreementNumber}`
    : `Top-up of agreement ${payment.agreementNumber}`;
}
