import { Global, Module } from '@nestjs/common';
import { LedgerStore } from '../ledger/ledger-store.port';
import { Metrics } from '../operations/metrics';
import { Clock } from '../shared/clock';

/** The figures that wrappers and rooms report to. */
@Global()
@Module({
  providers: [
    {
      provide: Metrics,
      useFactory: (store: LedgerStore, clock: Clock) => new Metrics(store, clock),
      inject: [LedgerStore, Clock],
    },
  ],
  exports: [Metrics],
})
export class MetricsModule {}
