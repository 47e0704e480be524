import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Actor, AllowedFor } from '../auth/access';
import { LedgerStore } from '../ledger/ledger-store.port';
import { Clock } from '../shared/clock';
import { cursorOf, isUuid, wholeNumber } from '../shared/http/parameters';
import { Problem } from '../shared/problem/problem';
import { BeginQuarantine } from './begin-quarantine';
import { BeginQuarantineRequest } from './begin-quarantine.request';
import { EndQuarantine } from './end-quarantine';
import { QuarantineProblems } from './quarantine-problems';
import { viewOf, type QuarantineView } from './quarantine-view';

/** Stopping and resuming posting, and what was learned meanwhile, for operators. */
@Controller('quarantines')
@AllowedFor('ops')
export class QuarantinesController {
  constructor(
    private readonly store: LedgerStore,
    private readonly begin: BeginQuarantine,
    private readonly end: EndQuarantine,
    private readonly clock: Clock,
  ) {}

  @Get()
  async list(
    @Query('limit') limitText: unknown,
    @Query('cursor') cursorText: unknown,
  ): Promise<{ items: QuarantineView[]; nextCursor: string | null }> {
    const limit = wholeNumber('limit', limitText, { min: 1, max: 200, fallback: 50 });
    const rows = await this.store.read((unit) => unit.quarantines.list(cursorOf(cursorText), limit + 1));
    const items = rows.slice(0, limit).map(viewOf);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** 201 when it begins, 200 when one was open already. */
  @Post()
  async create(
    @Body() { reason: note }: BeginQuarantineRequest,
    @Actor() by: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuarantineView> {
    const since = this.clock.now();
    const { quarantine, isNew } = await this.begin.execute({
      reason: 'by_hand',
      note,
      by,
      since,
      lastAlive: null,
    });
    void reply.code(isNew ? 201 : 200);
    return viewOf(quarantine);
  }

  @Post(':id/end')
  @HttpCode(200)
  async finish(@Param('id') id: string, @Actor() by: string): Promise<QuarantineView> {
    if (!isUuid(id)) throw new Problem(QuarantineProblems.notFound);
    const ending = await this.end.execute(id, by);
    if (ending.kind === 'not_found') throw new Problem(QuarantineProblems.notFound);
    if (ending.kind === 'not_open') throw new Problem(QuarantineProblems.notOpen);
    return viewOf(ending.quarantine);
  }
}
