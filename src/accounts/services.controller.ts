import { Controller, Get, Param } from '@nestjs/common';
import { AllowedFor, CurrentSubscriber } from '../auth/access';
import type { Subscriber, TariffService } from '../billing/cabinet.port';
import { CabinetReads } from '../billing/cabinet-reads';

interface ServiceView {
  readonly id: string | null;
  readonly login: string | null;
  readonly tariffName: string;
  readonly kind: TariffService['kind'];
  readonly state: TariffService['state'];
  readonly monthlyPriceKopecks: number | null;
  readonly description: string | null;
  readonly extras: readonly string[];
}

interface ServicesView {
  readonly items: readonly ServiceView[];
  readonly asOf: string;
  readonly isStale: boolean;
}

function viewOf({ serviceId: id, ...service }: TariffService): ServiceView {
  const { login, tariffName, kind, state, monthlyPriceKopecks, description, extras } = service;
  return { id, login, tariffName, kind, state, monthlyPriceKopecks, description, extras };
}

@Controller('agreements/:agreementId/services')
@AllowedFor('subscriber')
export class ServicesController {
  constructor(private readonly reads: CabinetReads) {}

  /** What the subscriber has under an agreement, and what it costs. */
  @Get()
  async list(
    @CurrentSubscriber() subscriber: Subscriber,
    @Param('agreementId') agreementId: string,
  ): Promise<ServicesView> {
    const { value, asOf, isStale } = await this.reads.services(subscriber, agreementId);
    return { items: value.map(viewOf), asOf: asOf.toISOString(), isStale };
  }
}
