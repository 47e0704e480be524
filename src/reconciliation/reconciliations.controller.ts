import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Actor, AllowedFor } from '../auth/access';
import { cursorOf, isUuid, wholeNumber } from '../shared/http/parameters';
import { Problem } from '../shared/problem/problem';
import { BeginReconciliation } from './begin-reconciliation';
import { BeginReconciliationRequest } from './begin-reconciliation.request';
import { dayOf } from './parameters';
import { ReconciliationProblems } from './reconciliation-problems';
import { viewOf, type ReconciliationView } from './reconciliation-view';
import { RunSignal } from './run-signal';
import { Runs } from './runs';

/** Comparing bank, ledger and billing for a business day, for finance. */
@Controller('reconciliations')
@AllowedFor('finance')
export class ReconciliationsController {
  constructor(
    private readonly runs: Runs,
    private readonly begin: BeginReconciliation,
    private readonly signal: RunSignal,
  ) {}

  /** The run that is at work already is answered as well. */
  @Post()
  @HttpCode(202)
  async create(
    @Body() { day, terminal, source }: BeginReconciliationRequest,
    @Actor() by: string,
  ): Promise<ReconciliationView> {
    const run = await this.begin.execute({ day, terminal: terminal ?? null, source: source ?? 'auto', by });
    this.signal.wake();
    return viewOf(run);
  }

  /** The newest first. */
  @Get()
  async list(
    @Query('day') day: unknown,
    @Query('limit') limitText: unknown,
    @Query('cursor') cursorText: unknown,
  ): Promise<{ items: ReconciliationView[]; nextCursor: string | null }> {
    const limit = wholeNumber('limit', limitText, { min: 1, max: 200, fallback: 50 });
    const rows = await this.runs.list(dayOf('day', day), cursorOf(cursorText), limit + 1);
    const items = rows.slice(0, limit).map(viewOf);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  @Get(':id')
  async read(@Param('id') id: string): Promise<ReconciliationView> {
    const run = isUuid(id) ? await this.runs.find(id) : null;
    if (!run) throw new Problem(ReconciliationProblems.notFound);
    return viewOf(run);
  }
}
