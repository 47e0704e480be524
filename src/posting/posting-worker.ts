import { Logger } from '@nestjs/common';
import type { BillingPort } from '../billing/billing.port';
import { isSuperseded } from '../ledger/chain';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { LeasedPosting, Posting } from '../ledger/posting';
import type { LeaseTerms, PostingQueue } from '../ledger/posting-queue';
import { backoffMs, type BackoffPlan } from '../shared/backoff';
import type { Clock } from '../shared/clock';
import type { Ids } from '../shared/ids';
import type { Random } from '../shared/random';
import { messageOf } from '../shared/message-of';
import { runWithRequestId } from '../shared/request-context';
import { credit, type CreditContext } from './credit';
import type { PostingOutcome } from './posting-outcome';
import { reversal } from './reversal';

export interface PostingPlan {
  readonly retry: BackoffPlan;
  /** Age at which a posting that does not get through waits for a person. */
  readonly parkAfterMs: number;
  /** At least the longest time in which a call that we gave up may still be carried out by billing. */
  readonly settleMs: number;
  readonly lease: LeaseTerms;
}

/** Learns what each try came to. */
export type PostingObserver = (outcome: PostingOutcome['kind'] | 'lease_lost', posting: Posting) => void;

/** Carries the outbox to billing. Never two calls at one time for one receipt; never another receipt for one posting. */
export class PostingWorker {
  private readonly logger = new Logger('PostingWorker');

  constructor(
    private readonly queue: PostingQueue,
    private readonly store: LedgerStore,
    private readonly billing: BillingPort,
    private readonly plan: PostingPlan,
    private readonly tools: { readonly clock: Clock; readonly random: Random; readonly ids: Ids },
    private readonly observe: PostingObserver,
  ) {}

  /**
   * One lane of work: takes a posting, carries it out, takes the next, until none is due. Several lanes run beside each
   * other, so that one that waits for billing holds up no other; each leases what it has in hand and nothing more, so that
   * no lease runs while its posting waits in a line of ours.
   */
  async drain(isStopped: () => boolean): Promise<void> {
    while (!isStopped()) {
      const [leased] = await this.queue.lease(this.plan.lease, 1);
      if (!leased) return;
      await runWithRequestId(this.tools.ids.next(), () => this.carryOutSafely(leased));
    }
  }

  /** What fails here fails for one posting: its lease runs out, and the next one asks before it sends. */
  private async carryOutSafely(leased: LeasedPosting): Promise<void> {
    try {
      await this.carryOut(leased);
    } catch (error) {
      this.logger.error({ err: error, postingId: leased.posting.id }, 'A posting could not be worked on');
    }
  }

  private async carryOut(leased: LeasedPosting): Promise<void> {
    const ready = await this.withPoster(leased);
    if (!ready) return;
    const { posting } = ready;
    const outcome =
      posting.kind === 'credit'
        ? await credit(this.billing, ready, await this.contextOf(posting))
        : await reversal(this.billing, ready);
    await this.keep(posting, outcome);
  }

  private async contextOf(posting: Posting): Promise<CreditContext> {
    const { payment, postings } = await this.store.read(async (unit) => ({
      payment: await unit.payments.find(posting.paymentId),
      postings: await unit.postings.ofPayment(posting.paymentId),
    }));
    if (!payment) throw new Error(`No payment for posting ${posting.id}`);
    return { payment, isSuperseded: isSuperseded(posting, postings) };
  }

  /** Writes down what a try came to, and tells of it. */
  private async keep(posting: Posting, outcome: PostingOutcome): Promise<void> {
    const isKept = await this.settle(posting, outcome);
    this.observe(isKept ? outcome.kind : 'lease_lost', posting);
    if (!isKept)
      this.logger.warn({ postingId: posting.id }, 'A lease ran out before its outcome could be kept');
  }

  /** Receipts are unique per poster: under another one the guard against a second credit is gone. */
  private async withPoster(leased: LeasedPosting): Promise<LeasedPosting | null> {
    const { posting, askFirst } = leased;
    let posterId: string;
    try {
      posterId = await this.billing.getPosterId();
    } catch (error) {
      // Nothing was sent in this try, so what was not known before is not known now.
      await this.keep(posting, { kind: askFirst ? 'unknown' : 'not_done', error: messageOf(error) });
      return null;
    }
    if (posting.posterId === posterId) return leased;
    if (posting.posterId !== null) {
      await this.keep(posting, { kind: 'stuck', reason: 'poster_changed', mustAsk: askFirst });
      return null;
    }
    const fixed = await this.queue.fixPoster(posting, posterId);
    return fixed && { posting: fixed, askFirst };
  }

  private async settle(posting: Posting, outcome: PostingOutcome): Promise<boolean> {
    const { clock } = this.tools;
    switch (outcome.kind) {
      case 'posted':
        return this.queue.posted(posting, outcome.recordId, outcome.how);
      case 'withdrawn':
        return this.queue.withdrawn(posting, 'withdrawn: another credit took its place');
      case 'stuck':
        return this.park(posting, outcome.reason, outcome.mustAsk);
      case 'not_done':
      case 'unknown': {
        const mustAsk = outcome.kind === 'unknown';
        const age = clock.now().getTime() - posting.dueSince.getTime();
        if (age >= this.plan.parkAfterMs) return this.park(posting, outcome.error, mustAsk);
        const pause = backoffMs(this.plan.retry, posting.attempts, this.tools.random);
        const nextAttemptAt = clock.after(mustAsk ? Math.max(pause, this.plan.settleMs) : pause);
        this.logger.warn(
          { postingId: posting.id, error: outcome.error, nextAttemptAt },
          'A posting did not get through',
        );
        return this.queue.postpone(posting, { mustAsk, nextAttemptAt, error: outcome.error });
      }
    }
  }

  private async park(posting: Posting, reason: string, mustAsk: boolean): Promise<boolean> {
    const { id, paymentId, receipt, kind, amountKopecks } = posting;
    this.logger.error(
      { postingId: id, paymentId, receipt, kind, amountKopecks, reason },
      'A posting waits for a person',
    );
    return this.queue.park(posting, { mustAsk, reason });
  }
}
