import { Module } from '@nestjs/common';
import { BillingPort } from '../billing/billing.port';
import type { Settings } from '../config/settings';
import { LedgerStore } from '../ledger/ledger-store.port';
import { ReadBackNotes } from '../ledger/read-back-notes';
import { Metrics } from '../operations/metrics';
import { ReadBack } from '../read-back/read-back';
import { Clock } from '../shared/clock';
import { Ids } from '../shared/ids';
import { SETTINGS_IN_FORCE } from './ground.module';

/** Billing may read from a copy of its database that is a little behind. */
const GRACE_MS = 15_000;

const HOUR_MS = 3_600_000;

@Module({
  providers: [
    {
      provide: ReadBack,
      useFactory: (
        store: LedgerStore,
        notes: ReadBackNotes,
        billing: BillingPort,
        settings: Settings,
        clock: Clock,
        ids: Ids,
        metrics: Metrics,
      ) =>
        new ReadBack(
          store,
          notes,
          billing,
          {
            windowMs: settings.READ_BACK_WINDOW_HOURS * HOUR_MS,
            graceMs: GRACE_MS,
            timeZone: settings.BUSINESS_TIME_ZONE,
          },
          { clock, ids },
          (strangers) => metrics.readBack(strangers),
        ),
      inject: [LedgerStore, ReadBackNotes, BillingPort, SETTINGS_IN_FORCE, Clock, Ids, Metrics],
    },
  ],
  exports: [ReadBack],
})
export class ReadBackModule {}
