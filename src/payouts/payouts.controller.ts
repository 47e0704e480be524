import { Controller, Get, Query } from '@nestjs/common';
import { AllowedFor } from '../auth/access';
import { dayRangeOf } from '../shared/http/day-range';
import { Payouts } from './payouts';
import { comparisonView, type PayoutComparisonView } from './payouts-view';

const MOST_DAYS = 93;

/** Whether what the bank paid out is what its registries said. */
@Controller('payouts')
@AllowedFor('finance')
export class PayoutsController {
  constructor(private readonly payouts: Payouts) {}

  /** By days of transfer and of arrival, both ends included. */
  @Get()
  async compare(@Query('from') from: unknown, @Query('to') to: unknown): Promise<PayoutComparisonView> {
    const { firstDay, lastDay } = dayRangeOf(from, to, MOST_DAYS);
    return comparisonView(firstDay, lastDay, await this.payouts.compare(firstDay, lastDay));
  }
}
