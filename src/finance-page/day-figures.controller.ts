import { Controller, Get, Param, Query } from '@nestjs/common';
import { AllowedFor } from '../auth/access';
import { SqlUnits } from '../database/sql-units';
import { BusinessDays } from '../shared/business-days';
import { isDay } from '../shared/calendar-day';
import { dayRangeOf } from '../shared/http/day-range';
import { wrongParameter } from '../shared/http/parameters';
import { dayFigures, type DayFigures } from './day-figures';
import { ReadDayTotals } from './day-totals';
import type { DayTotals } from './totals';

const MOST_DAYS = 92;

/** What finance's page shows beside the reports. */
@Controller('day-figures')
@AllowedFor('finance')
export class DayFiguresController {
  constructor(
    private readonly units: SqlUnits,
    private readonly businessDays: BusinessDays,
    private readonly dayTotals: ReadDayTotals,
  ) {}

  /** Every day from `from` to `to`, both included. */
  @Get()
  async list(@Query('from') from: unknown, @Query('to') to: unknown): Promise<{ items: DayFigures[] }> {
    const { firstDay, lastDay } = dayRangeOf(from, to, MOST_DAYS);
    return { items: await dayFigures(this.units, this.businessDays, firstDay, lastDay) };
  }

  @Get(':day')
  async read(@Param('day') day: string): Promise<DayTotals> {
    if (isDay(day)) return this.dayTotals.execute(day);
    throw wrongParameter('day', 'wrong_format', 'Нужен день: 2026-11-24.', 'Must be a day: 2026-11-24.');
  }
}
