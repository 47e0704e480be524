import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  Res,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AllowedFor, SubscriberUid } from '../auth/access';
import { PAYMENT_STATUSES } from '../ledger/transitions';
import { oneOf, wholeNumber } from '../shared/http/parameters';
import { languageOf } from '../shared/problem/problem';
import { CancelPayment } from './cancel-payment';
import { CreatePayment } from './create-payment';
import { CreatePaymentRequest } from './create-payment.request';
import { idempotencyKeyOf } from './idempotency-key';
import { viewOf, type PaymentView } from './payment-view';
import { ReadPayment } from './read-payment';

const WAIT_SECONDS_MAX = 30;

@Controller('payments')
@AllowedFor('subscriber')
export class PaymentsController implements BeforeApplicationShutdown {
  constructor(
    private readonly createPayment: CreatePayment,
    private readonly readPayment: ReadPayment,
    private readonly cancelPayment: CancelPayment,
  ) {}

  @Post()
  async create(
    @SubscriberUid() subscriberUid: string,
    @Headers('idempotency-key') keyHeader: string | undefined,
    @Headers('accept-language') languageHeader: string | undefined,
    @Body() body: CreatePaymentRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const result = await this.createPayment.execute({
      subscriberUid,
      idempotencyKey: idempotencyKeyOf(keyHeader),
      body,
      language: languageOf(languageHeader),
    });
    void reply.code(result.status);
    if (result.isReplay) void reply.header('idempotent-replayed', 'true');
    const { id } = result.body as PaymentView;
    void reply.header('location', `/v1/payments/${id}`);
    return result.body;
  }

  @Get(':id')
  async read(
    @SubscriberUid() subscriberUid: string,
    @Param('id') id: string,
    @Query('wait') waitText: unknown,
    @Query('knownStatus') knownText: unknown,
  ): Promise<PaymentView> {
    const seconds = wholeNumber('wait', waitText, { min: 0, max: WAIT_SECONDS_MAX, fallback: 0 });
    const known = oneOf('knownStatus', knownText, PAYMENT_STATUSES, null);
    return viewOf(await this.readPayment.whenChanged(subscriberUid, id, seconds * 1000, known));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(@SubscriberUid() subscriberUid: string, @Param('id') id: string): Promise<PaymentView> {
    return viewOf(await this.cancelPayment.execute(subscriberUid, id));
  }

  beforeApplicationShutdown(): void {
    this.readPayment.stop();
  }
}
