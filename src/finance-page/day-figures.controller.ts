import { Controller, Get, Query } from '@nestjs/common';
import { AllowedFor } from '../auth/access';
import { SqlUnits } from '../database/sql-units';
import { BusinessDays } from '../shared/business-days';
import { dayRangeOf } from '../shared/http/day-range';
import { dayFigures, type DayFigures } from './day-figures';

const MOST_DAYS = 92;

/** What the charts of finance's page show. */
@Controller('day-figures')
@AllowedFor('finance')
export class DayFiguresController {
  constructor(
    private readonly units: SqlUnits,
    private readonly businessDays: BusinessDays,
  ) {}

  /** Every day from `from` to `to`, both included. */
  @Get()
  async list(@Query('from') from: unknown, @Query('to') to: unknown): Promise<{ items: DayFigures[] }> {
    const { firstDay, lastDay } = dayRangeOf(from, to, MOST_DAYS);
    return { items: await dayFigures(this.units, this.businessDays, firstDay, lastDay) };
  }
}
