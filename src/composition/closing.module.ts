import { Module } from '@nestjs/common';
import { MakeAct } from '../closing/act/make-act';
import { BusinessDaysController } from '../closing/business-days.controller';
import { Checklist } from '../closing/checklist';
import { CloseDay } from '../closing/close-day';
import { ReadBusinessDays } from '../closing/read-business-days';
import { ReopenDay } from '../closing/reopen-day';
import { SealCheckController } from '../closing/seal-check/seal-check.controller';
import { SealCheck } from '../closing/seal-check/seal-check';
import type { Settings } from '../config/settings';
import { SqlUnits } from '../database/sql-units';
import { BusinessDays } from '../shared/business-days';
import { Clock } from '../shared/clock';
import { SETTINGS_IN_FORCE } from './ground.module';

/** Finance closes business days. */
@Module({
  controllers: [BusinessDaysController, SealCheckController],
  providers: [
    {
      provide: BusinessDays,
      useFactory: (settings: Settings) => new BusinessDays(settings.BUSINESS_TIME_ZONE),
      inject: [SETTINGS_IN_FORCE],
    },
    {
      provide: Checklist,
      useFactory: (days: BusinessDays, clock: Clock, settings: Settings) =>
        new Checklist(days, clock, {
          settleMs: settings.DAY_SETTLE_MINUTES * 60_000,
          terminal: settings.TINKOFF_TERMINAL_KEY,
        }),
      inject: [BusinessDays, Clock, SETTINGS_IN_FORCE],
    },
    {
      provide: CloseDay,
      useFactory: (units: SqlUnits, checklist: Checklist, days: BusinessDays, clock: Clock) =>
        new CloseDay(units, checklist, days, clock),
      inject: [SqlUnits, Checklist, BusinessDays, Clock],
    },
    {
      provide: ReopenDay,
      useFactory: (units: SqlUnits, clock: Clock) => new ReopenDay(units, clock),
      inject: [SqlUnits, Clock],
    },
    {
      provide: ReadBusinessDays,
      useFactory: (units: SqlUnits, checklist: Checklist, days: BusinessDays) =>
        new ReadBusinessDays(units, checklist, days),
      inject: [SqlUnits, Checklist, BusinessDays],
    },
    {
      provide: MakeAct,
      useFactory: (units: SqlUnits, days: BusinessDays, settings: Settings) =>
        new MakeAct(units, { days, timeZone: settings.BUSINESS_TIME_ZONE }),
      inject: [SqlUnits, BusinessDays, SETTINGS_IN_FORCE],
    },
    {
      provide: SealCheck,
      useFactory: (units: SqlUnits, days: BusinessDays) => new SealCheck(units, days),
      inject: [SqlUnits, BusinessDays],
    },
  ],
})
export class ClosingModule {}
