import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Actor, AllowedFor } from '../auth/access';
import { Discrepancies } from '../books/discrepancies';
import { DISCREPANCY_CLASSES, DISCREPANCY_STATES } from '../books/discrepancy';
import { SqlUnits } from '../database/sql-units';
import { cursorOf, isUuid, oneOf, wholeNumber } from '../shared/http/parameters';
import { Problem } from '../shared/problem/problem';
import { AssignRequest, CloseRequest, CommentRequest } from './discrepancy.requests';
import { DiscrepancyEvents } from './discrepancy-events';
import { detailsViewOf, viewOf, type DiscrepancyDetailsView, type DiscrepancyView } from './discrepancy-view';
import { dayOf, wordOf } from './parameters';
import { ReconciliationProblems } from './reconciliation-problems';
import { TreatDiscrepancy } from './treat-discrepancy';

/** What the reconciliations have found, and what persons do about it, for finance. */
@Controller('discrepancies')
@AllowedFor('finance')
export class DiscrepanciesController {
  private readonly discrepancies: Discrepancies;

  constructor(
    private readonly units: SqlUnits,
    private readonly treat: TreatDiscrepancy,
  ) {
    this.discrepancies = new Discrepancies(units);
  }

  /** The newest first. `from` and `to` are the first day and the last. */
  @Get()
  async list(
    @Query('day') day: unknown,
    @Query('from') from: unknown,
    @Query('to') to: unknown,
    @Query('state') state: unknown,
    @Query('class') discrepancyClass: unknown,
    @Query('assignee') assignee: unknown,
    @Query('limit') limitText: unknown,
    @Query('cursor') cursorText: unknown,
  ): Promise<{ items: DiscrepancyView[]; nextCursor: string | null }> {
    const limit = wholeNumber('limit', limitText, { min: 1, max: 200, fallback: 50 });
    const filter = {
      day: dayOf('day', day),
      from: dayOf('from', from),
      to: dayOf('to', to),
      state: oneOf('state', state, DISCREPANCY_STATES, null),
      class: oneOf('class', discrepancyClass, DISCREPANCY_CLASSES, null),
      assignee: wordOf('assignee', assignee, 128),
    };
    const rows = await this.discrepancies.list(filter, cursorOf(cursorText), limit + 1);
    const items = rows.slice(0, limit).map(viewOf);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  @Get(':id')
  async read(@Param('id') id: string): Promise<DiscrepancyDetailsView> {
    const discrepancy = isUuid(id) ? await this.discrepancies.find(id) : null;
    if (!discrepancy) throw new Problem(ReconciliationProblems.discrepancyNotFound);
    const events = await this.units.alone((connection) => new DiscrepancyEvents(connection).of(id));
    return detailsViewOf(discrepancy, events);
  }

  @Post(':id/assignment')
  @HttpCode(200)
  async assign(
    @Param('id') id: string,
    @Body() { assignee }: AssignRequest,
    @Actor() actor: string,
  ): Promise<DiscrepancyDetailsView> {
    await this.treat.assign(idOf(id), assignee, actor);
    return this.read(id);
  }

  @Post(':id/comments')
  @HttpCode(200)
  async comment(
    @Param('id') id: string,
    @Body() { text }: CommentRequest,
    @Actor() actor: string,
  ): Promise<DiscrepancyDetailsView> {
    await this.treat.comment(idOf(id), text, actor);
    return this.read(id);
  }

  @Post(':id/closure')
  @HttpCode(200)
  async close(
    @Param('id') id: string,
    @Body() { reason }: CloseRequest,
    @Actor() actor: string,
  ): Promise<DiscrepancyDetailsView> {
    await this.treat.close(idOf(id), reason, actor);
    return this.read(id);
  }

  /** Queues what is missing in billing. */
  @Post(':id/approval')
  @HttpCode(202)
  async approve(@Param('id') id: string, @Actor() actor: string): Promise<DiscrepancyDetailsView> {
    await this.treat.approve(idOf(id), actor);
    return this.read(id);
  }
}

function idOf(id: string): string {
  if (!isUuid(id)) throw new Problem(ReconciliationProblems.discrepancyNotFound);
  return id;
}
