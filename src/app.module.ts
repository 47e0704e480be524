import { Module, type DynamicModule } from '@nestjs/common';
import { AcquiringModule } from './composition/acquiring.module';
import { ApiModule } from './composition/api.module';
import { AuthModule } from './composition/auth.module';
import { BillingModule } from './composition/billing.module';
import { GroundModule } from './composition/ground.module';
import { HealthModule } from './composition/health.module';
import { LedgerModule } from './composition/ledger.module';
import { loggingModule } from './composition/logging.module';
import { MetricsModule } from './composition/metrics.module';
import { QuarantineModule } from './composition/quarantine.module';
import { WorkerModule } from './composition/worker.module';
import type { Settings } from './config/settings';

/** The composition root: which adapters serve which ports, and which roles this replica has. */
@Module({})
export class AppModule {
  static with(settings: Settings): DynamicModule {
    const roles = { api: ApiModule, worker: WorkerModule };
    return {
      module: AppModule,
      imports: [
        loggingModule(settings),
        GroundModule.with(settings),
        LedgerModule,
        MetricsModule,
        AcquiringModule,
        BillingModule,
        AuthModule,
        HealthModule,
        QuarantineModule,
        ...settings.ROLES.map((role) => roles[role]),
      ],
    };
  }
}
