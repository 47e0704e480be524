import { Module } from '@nestjs/common';
import type { Settings } from '../config/settings';
import { DayFiguresController } from '../finance-page/day-figures.controller';
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
  ],
})
export class FinancePageModule {}
