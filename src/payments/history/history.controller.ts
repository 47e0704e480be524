import { Controller, Get, Param, Query } from '@nestjs/common';
import { AllowedFor, CurrentSubscriber } from '../../auth/access';
import type { Subscriber } from '../../billing/cabinet.port';
import { BusinessDays } from '../../shared/business-days';
import { Clock } from '../../shared/clock';
import { wholeNumber } from '../../shared/http/parameters';
import { cursorAfter, placeOf } from './history-cursor';
import type { HistoryView } from './history-item';
import { historyRange } from './history-range';
import { ReadHistory } from './read-history';

interface HistoryPageView {
  readonly items: readonly HistoryView[];
  readonly nextCursor: string | null;
  /** From this business day on nothing is missing. */
  readonly completeFrom: string;
  readonly asOf: string;
  readonly isStale: boolean;
}

@Controller('agreements/:agreementId/payments')
@AllowedFor('subscriber')
export class HistoryController {
  constructor(
    private readonly readHistory: ReadHistory,
    private readonly businessDays: BusinessDays,
    private readonly clock: Clock,
  ) {}

  /** The payments of an agreement by all channels, the newest first. */
  @Get()
  async list(
    @CurrentSubscriber() subscriber: Subscriber,
    @Param('agreementId') agreementId: string,
    @Query('from') from: unknown,
    @Query('to') to: unknown,
    @Query('limit') limitText: unknown,
    @Query('cursor') cursor: unknown,
  ): Promise<HistoryPageView> {
    const limit = wholeNumber('limit', limitText, { min: 1, max: 200, fallback: 50 });
    const days = historyRange(this.businessDays, this.clock.now(), { from, to });
    const after = placeOf(cursor);
    const page = await this.readHistory.page({ subscriber, agreementId, days, after, limit });
    const last = page.items.at(-1);
    return {
      items: page.items.map(({ view }) => view),
      nextCursor: page.hasMore && last ? cursorAfter(last) : null,
      completeFrom: page.completeFrom,
      asOf: page.asOf.toISOString(),
      isStale: page.isStale,
    };
  }
}
