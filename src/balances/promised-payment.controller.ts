import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Audit } from '../audit/audit';
import { AllowedFor, Caller, CurrentSubscriber, type CallerFacts } from '../auth/access';
import type { PromisedPaymentState, PromiseRefusal, Subscriber } from '../billing/cabinet.port';
import { CabinetReads } from '../billing/cabinet-reads';
import { kopecks } from '../shared/money';
import { Problem } from '../shared/problem/problem';
import { TakePromisedPayment } from './take-promised-payment';
import { TakePromisedPaymentRequest } from './take-promised-payment.request';

interface PromisedPaymentView {
  /** On what terms one can be taken now; null when none can. */
  readonly terms: {
    readonly minKopecks: number;
    readonly maxKopecks: number;
    readonly dueOn: string;
    readonly feeKopecks: number | null;
  } | null;
  /** Why none can be taken; null when one can. */
  readonly refusal: PromiseRefusal | null;
  readonly active: {
    readonly amountKopecks: number;
    readonly takenOn: string | null;
    readonly dueOn: string | null;
  } | null;
}

interface KnownPromisedPaymentView extends PromisedPaymentView {
  readonly asOf: string;
  readonly isStale: boolean;
}

function viewOf({ terms, refusal, active }: PromisedPaymentState): PromisedPaymentView {
  return {
    terms: terms && {
      minKopecks: terms.minKopecks,
      maxKopecks: terms.maxKopecks,
      dueOn: terms.dueOn,
      feeKopecks: terms.feeKopecks,
    },
    refusal,
    active: active && {
      amountKopecks: active.amountKopecks,
      takenOn: active.takenOn,
      dueOn: active.dueOn,
    },
  };
}

@Controller('agreements/:agreementId/promised-payment')
@AllowedFor('subscriber')
export class PromisedPaymentController {
  constructor(
    private readonly reads: CabinetReads,
    private readonly takePromisedPayment: TakePromisedPayment,
    private readonly audit: Audit,
  ) {}

  @Get()
  async read(
    @CurrentSubscriber() subscriber: Subscriber,
    @Param('agreementId') agreementId: string,
  ): Promise<KnownPromisedPaymentView> {
    const { value, asOf, isStale } = await this.reads.promisedPayment(subscriber, agreementId);
    return { ...viewOf(value), asOf: asOf.toISOString(), isStale };
  }

  @Post()
  async take(
    @CurrentSubscriber() subscriber: Subscriber,
    @Caller() caller: CallerFacts,
    @Param('agreementId') agreementId: string,
    @Body() { amountKopecks }: TakePromisedPaymentRequest,
  ): Promise<PromisedPaymentView> {
    const wish = { subscriber, agreementId, amountKopecks: kopecks(amountKopecks) };
    const details = { agreementId, amountKopecks };
    try {
      const state = await this.takePromisedPayment.execute(wish);
      await this.audit.record({ ...caller, kind: 'promised_payment_taken', details });
      return viewOf(state);
    } catch (error) {
      if (error instanceof Problem) {
        const refusal = { ...details, code: error.kind.code };
        await this.audit.record({ ...caller, kind: 'promised_payment_refused', details: refusal });
      }
      throw error;
    }
  }
}
