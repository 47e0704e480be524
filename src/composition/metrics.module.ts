import { Global, Module } from '@nestjs/common';
import type { Settings } from '../config/settings';
import { LedgerStore } from '../ledger/ledger-store.port';
import { Metrics } from '../operations/metrics';
import { Clock } from '../shared/clock';
import { SETTINGS_IN_FORCE } from './ground.module';

const HOUR_MS = 3_600_000;

/** The figures that wrappers and rooms report to. */
@Global()
@Module({
  providers: [
    {
      provide: Metrics,
      useFactory: (store: LedgerStore, clock: Clock, settings: Settings) =>
        new Metrics(store, clock, settings.READ_BACK_WINDOW_HOURS * HOUR_MS),
      inject: [LedgerStore, Clock, SETTINGS_IN_FORCE],
    },
  ],
  exports: [Metrics],
})
export class MetricsModule {}
