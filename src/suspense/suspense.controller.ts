import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Actor, AllowedFor } from '../auth/access';
import { LedgerStore } from '../ledger/ledger-store.port';
import { SUSPENSE_KINDS, SUSPENSE_STATES } from '../ledger/suspense-case';
import { cursorOf, isUuid, oneOf, wholeNumber } from '../shared/http/parameters';
import { Problem } from '../shared/problem/problem';
import { ApproveMove } from './approve-move';
import { DismissCase } from './dismiss-case';
import { OpenByPerson } from './open-by-person';
import { ProposeMove } from './propose-move';
import { ReadCase } from './read-case';
import { SuspenseProblems } from './suspense-problems';
import { detailViewOf, viewOf, type SuspenseDetailView, type SuspenseView } from './suspense-view';
import {
  ApproveMoveRequest,
  DismissCaseRequest,
  OpenSuspenseCaseRequest,
  ProposeMoveRequest,
} from './suspense.requests';

/** Money that stands where it should not, and the two persons who move it; for finance. */
@Controller('suspense-cases')
@AllowedFor('finance')
export class SuspenseController {
  constructor(
    private readonly store: LedgerStore,
    private readonly reading: ReadCase,
    private readonly opening: OpenByPerson,
    private readonly proposing: ProposeMove,
    private readonly approving: ApproveMove,
    private readonly dismissing: DismissCase,
  ) {}

  /** The newest first. */
  @Get()
  async list(
    @Query('state') state: unknown,
    @Query('kind') kind: unknown,
    @Query('limit') limitText: unknown,
    @Query('cursor') cursorText: unknown,
  ): Promise<{ items: SuspenseView[]; nextCursor: string | null }> {
    const filter = {
      state: oneOf('state', state, SUSPENSE_STATES, null),
      kind: oneOf('kind', kind, SUSPENSE_KINDS, null),
    };
    const limit = wholeNumber('limit', limitText, { min: 1, max: 200, fallback: 50 });
    const before = cursorOf(cursorText);
    const rows = await this.store.read((unit) => unit.suspense.list(filter, before, limit + 1));
    const items = rows.slice(0, limit).map(viewOf);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  @Get(':id')
  async read(@Param('id') id: string): Promise<SuspenseDetailView> {
    return detailViewOf(await this.reading.execute(idOf(id)));
  }

  /** 201 when the case is new, 200 when there was one about the same credit. */
  @Post()
  async open(
    @Body() { paymentId, reason }: OpenSuspenseCaseRequest,
    @Actor() by: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SuspenseView> {
    if (!isUuid(paymentId)) throw new Problem(SuspenseProblems.paymentNotFound);
    const { suspense, isNew } = await this.opening.execute(paymentId, reason, by);
    void reply.code(isNew ? 201 : 200);
    return viewOf(suspense);
  }

  @Post(':id/proposal')
  @HttpCode(200)
  async propose(
    @Param('id') id: string,
    @Body() { agreementId, note }: ProposeMoveRequest,
    @Actor() by: string,
  ): Promise<SuspenseDetailView> {
    const { id: proposed } = await this.proposing.execute(idOf(id), { agreementId, note }, by);
    return detailViewOf(await this.reading.execute(proposed));
  }

  /** 202: the outbox carries it out. */
  @Post(':id/approval')
  @HttpCode(202)
  async approve(
    @Param('id') id: string,
    @Body() { version }: ApproveMoveRequest,
    @Actor() by: string,
  ): Promise<SuspenseView> {
    return viewOf(await this.approving.execute(idOf(id), version ?? null, by));
  }

  @Post(':id/dismissal')
  @HttpCode(200)
  async dismiss(
    @Param('id') id: string,
    @Body() { reason }: DismissCaseRequest,
    @Actor() by: string,
  ): Promise<SuspenseView> {
    return viewOf(await this.dismissing.execute(idOf(id), reason, by));
  }
}

/** @throws Problem `suspense_case_not_found` for anything that is no id of ours */
function idOf(text: string): string {
  if (isUuid(text)) return text;
  throw new Problem(SuspenseProblems.notFound);
}
