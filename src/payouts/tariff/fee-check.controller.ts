import { Controller, Get, Query } from '@nestjs/common';
import { AllowedFor } from '../../auth/access';
import { dayRangeOf } from '../../shared/http/day-range';
import { wholeNumber, wrongParameter } from '../../shared/http/parameters';
import { FeeCheck, type FeeCheckResult } from './fee-check';

const MOST_DAYS = 93;
const LONGEST_TERMINAL = 64;

interface FeeCheckView extends FeeCheckResult {
  readonly from: string;
  readonly to: string;
  readonly toleranceKopecks: number;
  /** False when no tariff is set, so that there is nothing to check by. */
  readonly isTariffSet: boolean;
}

function terminalOf(value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && value.length > 0 && value.length <= LONGEST_TERMINAL) return value;
  throw wrongParameter('terminal', 'wrong_format', 'Нужен терминал.', 'Must be a terminal.');
}

/** Whether the bank keeps what its tariff says. */
@Controller('fee-check')
@AllowedFor('finance')
export class FeeCheckController {
  constructor(private readonly feeCheck: FeeCheck) {}

  /** By days of the operations, both ends included; `limit` is of the differences listed. */
  @Get()
  async check(
    @Query('from') from: unknown,
    @Query('to') to: unknown,
    @Query('terminal') terminalText: unknown,
    @Query('limit') limitText: unknown,
  ): Promise<FeeCheckView> {
    const { firstDay, lastDay } = dayRangeOf(from, to, MOST_DAYS);
    const terminal = terminalOf(terminalText);
    const limit = wholeNumber('limit', limitText, { min: 1, max: 1_000, fallback: 200 });
    const { tariff, toleranceKopecks } = this.feeCheck;
    const result = await this.feeCheck.run({ firstDay, lastDay, terminal, limit });
    return { from: firstDay, to: lastDay, toleranceKopecks, isTariffSet: tariff.isSet, ...result };
  }
}
