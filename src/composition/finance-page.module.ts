import { Module } from '@nestjs/common';
import type { Settings } from '../config/settings';
import { SqlUnits } from '../database/sql-units';
import { DayFiguresController } from '../finance-page/day-figures.controller';
import { ReadDayTotals } from '../finance-page/day-totals';
import { BusinessDays } from '../shared/business-days';
import { SETTINGS_IN_FORCE } from './ground.module';

/** What the charts of finance's page ask for; its files are served beside the routes. */
@Module({
  controllers: [DayFiguresController],
  providers: [
    {
      provide: BusinessDays,
      useFactory: (settings: Settings) => new BusinessDays(settings.BUSINESS_TIME_ZONE),
      inject: [SETTINGS_IN_FORCE],
    },
    {
      provide: ReadDayTotals,
      useFactory: (units: SqlUnits, days: BusinessDays) => new ReadDayTotals(units, days),
      inject: [SqlUnits, BusinessDays],
    },
  ],
})
export class FinancePageModule {}
