import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Actor, AllowedFor } from '../auth/access';
import { isDay } from '../shared/calendar-day';
import { dayRangeOf } from '../shared/http/day-range';
import { wholeNumber, wrongParameter } from '../shared/http/parameters';
import { MakeAct } from './act/make-act';
import type { BusinessDayDetails, BusinessDayView } from './business-day-view';
import { CloseDay } from './close-day';
import { ReadBusinessDays } from './read-business-days';
import { ReopenDay } from './reopen-day';
import { ReopeningRequest } from './reopening.request';

const DAYS_AT_ONCE = 366;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Business days, how they are closed and opened again, for finance. */
@Controller('business-days')
@AllowedFor('finance')
export class BusinessDaysController {
  constructor(
    private readonly days: ReadBusinessDays,
    private readonly closing: CloseDay,
    private readonly reopening: ReopenDay,
    private readonly act: MakeAct,
  ) {}

  @Get()
  async list(
    @Query('from') from: unknown,
    @Query('to') to: unknown,
  ): Promise<{ items: BusinessDayView[]; nextCursor: null }> {
    const { firstDay, lastDay } = dayRangeOf(from, to, DAYS_AT_ONCE);
    return { items: await this.days.list(firstDay, lastDay), nextCursor: null };
  }

  @Get(':day')
  read(@Param('day') day: string): Promise<BusinessDayDetails> {
    return this.days.find(dayOf(day));
  }

  @Post(':day/closure')
  async close(@Param('day') day: string, @Actor() actor: string): Promise<BusinessDayDetails> {
    await this.closing.execute(dayOf(day), actor);
    return this.days.find(day);
  }

  @Post(':day/reopening')
  async request(
    @Param('day') day: string,
    @Body() { reason }: ReopeningRequest,
    @Actor() actor: string,
  ): Promise<BusinessDayDetails> {
    await this.reopening.request(dayOf(day), actor, reason);
    return this.days.find(day);
  }

  @Post(':day/reopening/confirmation')
  @HttpCode(200)
  async confirm(@Param('day') day: string, @Actor() actor: string): Promise<BusinessDayDetails> {
    await this.reopening.confirm(dayOf(day), actor);
    return this.days.find(day);
  }

  @Delete(':day/reopening')
  @HttpCode(204)
  withdraw(@Param('day') day: string, @Actor() actor: string): Promise<void> {
    return this.reopening.withdraw(dayOf(day), actor);
  }

  @Get(':day/act')
  async print(
    @Param('day') day: string,
    @Query('sequence') sequenceText: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const isNamed = sequenceText !== undefined;
    const sequence = isNamed
      ? wholeNumber('sequence', sequenceText, { min: 1, max: 999_999_999, fallback: 1 })
      : null;
    const { link, file } = await this.act.execute(dayOf(day), sequence);
    void reply.header('etag', `"${link.hash}"`);
    return new StreamableFile(file, {
      type: XLSX,
      disposition: `attachment; filename="act-${link.day}-${String(link.sequence)}.xlsx"`,
      length: file.length,
    });
  }
}

function dayOf(text: string): string {
  if (isDay(text)) return text;
  throw wrongParameter('day', 'wrong_format', 'Нужен день: 2026-11-24.', 'Must be a day: 2026-11-24.');
}
