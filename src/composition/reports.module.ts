import { Module } from '@nestjs/common';
import { ClosedDays } from '../books/closed-days';
import type { Settings } from '../config/settings';
import { SqlUnits } from '../database/sql-units';
import { EXPLANATIONS } from '../reconciliation/explanations';
import { Reports } from '../reports/reports';
import { ReportDefaults, ReportsController } from '../reports/reports.controller';
import { BusinessDays } from '../shared/business-days';
import { Clock } from '../shared/clock';
import { SETTINGS_IN_FORCE } from './ground.module';

/** The reports of finance. What discrepancies are called is said where they are found. */
@Module({
  controllers: [ReportsController],
  providers: [
    {
      provide: Reports,
      useFactory: (units: SqlUnits, clock: Clock, settings: Settings) =>
        new Reports(
          { units, closedDays: new ClosedDays(units) },
          new BusinessDays(settings.BUSINESS_TIME_ZONE),
          clock,
          EXPLANATIONS,
        ),
      inject: [SqlUnits, Clock, SETTINGS_IN_FORCE],
    },
    {
      provide: ReportDefaults,
      useFactory: (settings: Settings): ReportDefaults => ({ timeZone: settings.BUSINESS_TIME_ZONE }),
      inject: [SETTINGS_IN_FORCE],
    },
  ],
})
export class ReportsModule {}
