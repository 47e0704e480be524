import { Module } from '@nestjs/common';
import { AcquirerPort } from '../acquiring/acquirer.port';
import { BillingPort } from '../billing/billing.port';
import { HealthController, UPSTREAM_HEALTHS } from '../operations/health.controller';
import { MetricsController } from '../operations/metrics.controller';
import { UpstreamHealth } from '../operations/upstream-health';
import { Clock } from '../shared/clock';

@Module({
  controllers: [HealthController, MetricsController],
  providers: [
    {
      provide: UPSTREAM_HEALTHS,
      useFactory: (acquirer: AcquirerPort, billing: BillingPort, clock: Clock) => [
        new UpstreamHealth('tinkoff', () => acquirer.checkHealth(), clock),
        new UpstreamHealth('billing', () => billing.checkHealth(), clock),
      ],
      inject: [AcquirerPort, BillingPort, Clock],
    },
  ],
})
export class HealthModule {}
