import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Actor, AllowedFor } from '../auth/access';
import { LedgerStore } from '../ledger/ledger-store.port';
import type { Posting } from '../ledger/posting';
import { PostingQueue } from '../ledger/posting-queue';
import { Wakeup } from '../ledger/wakeup';
import { cursorOf, isUuid, oneOf, wholeNumber } from '../shared/http/parameters';
import { Problem } from '../shared/problem/problem';
import { PostingProblems } from './posting-problems';

interface PostingView {
  readonly id: string;
  readonly paymentId: string;
  readonly kind: Posting['kind'];
  readonly state: Posting['state'];
  readonly receipt: string;
  readonly agreementId: string;
  readonly amountKopecks: number;
  readonly attempts: number;
  readonly parkedReason: string | null;
  readonly recordId: string | null;
  readonly readBackAt: string | null;
  readonly readBackFinding: string | null;
  readonly createdAt: string;
}

function viewOf(posting: Posting): PostingView {
  const {
    id,
    paymentId,
    kind,
    state,
    receipt,
    agreementId,
    amountKopecks,
    attempts,
    parkedReason,
    recordId,
    readBackFinding,
  } = posting;
  const readBackAt = posting.readBackAt?.toISOString() ?? null;
  const createdAt = posting.createdAt.toISOString();
  return {
    id,
    paymentId,
    kind,
    state,
    receipt,
    agreementId,
    amountKopecks,
    attempts,
    parkedReason,
    recordId,
    readBackAt,
    readBackFinding,
    createdAt,
  };
}

/** Work that is parked, or that billing holds otherwise than it was posted; for operators. */
@Controller('postings')
@AllowedFor('ops')
export class PostingsController {
  constructor(
    private readonly store: LedgerStore,
    private readonly queue: PostingQueue,
    private readonly wakeup: Wakeup,
  ) {}

  @Get()
  async list(
    @Query('state') state: unknown,
    @Query('finding') finding: unknown,
    @Query('limit') limitText: unknown,
    @Query('cursor') cursorText: unknown,
  ): Promise<{ items: PostingView[]; nextCursor: string | null }> {
    const isOfFindings = oneOf('finding', finding, ['any'], null) !== null;
    const parked = oneOf('state', state, ['parked'], isOfFindings ? null : 'parked');
    const limit = wholeNumber('limit', limitText, { min: 1, max: 200, fallback: 50 });
    const afterId = cursorOf(cursorText);
    const rows = await this.store.read((unit) =>
      isOfFindings
        ? unit.readBack.withFinding(afterId, limit + 1, parked)
        : unit.postings.parked(afterId, limit + 1),
    );
    const items = rows.slice(0, limit).map(viewOf);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  @Post(':id/retry')
  @HttpCode(202)
  async retry(@Param('id') id: string, @Actor() actor: string): Promise<PostingView> {
    const posting = isUuid(id) ? await this.store.read((unit) => unit.postings.find(id)) : null;
    if (!posting) throw new Problem(PostingProblems.notFound);
    const due = await this.queue.retry(id, actor);
    if (!due) throw new Problem(PostingProblems.notParked);
    this.wakeup.wake();
    return viewOf(due);
  }
}
