import { Controller, Get, Param } from '@nestjs/common';
import { AllowedFor, CurrentSubscriber } from '../auth/access';
import type { Subscriber } from '../billing/cabinet.port';
import { CabinetReads } from '../billing/cabinet-reads';

interface BalanceView {
  readonly agreementId: string;
  readonly agreementNumber: string;
  readonly status: 'open' | 'closed';
  readonly currency: 'RUB';
  readonly balanceKopecks: number;
  readonly creditKopecks: number | null;
  readonly promisedCreditKopecks: number | null;
  readonly recommendedPaymentKopecks: number | null;
  readonly asOf: string;
  readonly isStale: boolean;
}

@Controller('agreements/:agreementId/balance')
@AllowedFor('subscriber')
export class BalanceController {
  constructor(private readonly reads: CabinetReads) {}

  /** What an agreement stands at, and what is due by tariff and services. */
  @Get()
  async read(
    @CurrentSubscriber() subscriber: Subscriber,
    @Param('agreementId') agreementId: string,
  ): Promise<BalanceView> {
    const { value, asOf, isStale } = await this.reads.balance(subscriber, agreementId);
    return {
      agreementId: value.agreementId,
      agreementNumber: value.number,
      status: value.isOpen ? 'open' : 'closed',
      currency: 'RUB',
      balanceKopecks: value.balanceKopecks,
      creditKopecks: value.creditKopecks,
      promisedCreditKopecks: value.promisedCreditKopecks,
      recommendedPaymentKopecks: value.recommendedPaymentKopecks,
      asOf: asOf.toISOString(),
      isStale,
    };
  }
}
