import { isSuperseded, reversalOf } from './chain';
import type { LedgerUnit } from './ledger-store.port';
import { changed, move, record, type LedgerTools } from './ledger-tools';
import type { Payment } from './payment';
import { isSettled, type LeasedPosting, type Posting } from './posting';
import type { Beat } from './quarantine';

/** How a worker names itself on a lease, and how long the lease holds. */
export interface LeaseTerms {
  readonly owner: string;
  readonly durationMs: number;
  /** The worker's last sign of life in the ledger. */
  readonly beat?: () => Beat | null;
}

const ACTOR = 'worker:posting';

/** The outbox towards billing: leases for workers, and what came of each. */
export class PostingQueue {
  /** @param stillAtWorkMs how long a call may still be carried out at the most, whoever sent it and by whatever clock */
  constructor(
    private readonly tools: LedgerTools,
    private readonly stillAtWorkMs = 0,
  ) {}

  async lease(terms: LeaseTerms, limit: number): Promise<readonly LeasedPosting[]> {
    const now = this.tools.clock.now();
    const { owner, durationMs, beat } = terms;
    const request = { owner, until: this.tools.clock.after(durationMs), now, beat: beat?.() ?? null };
    return this.tools.store.unitOfWork((unit) => unit.postings.lease(request, limit));
  }

  /**
   * Fixes, before the first call, who posts it in billing.
   * @returns the posting with its poster, or null when the lease is no longer ours.
   */
  async fixPoster(posting: Posting, posterId: string): Promise<Posting | null> {
    return this.settle(posting, async (unit, held) => {
      const fixed = { ...held, posterId, version: held.version + 1 };
      await unit.postings.update(fixed);
      return fixed;
    });
  }

  /** Billing has it. The payment moves on in the same transaction; the journal is told after it. */
  async posted(posting: Posting, recordId: string | null, how: string): Promise<boolean> {
    const kept = await this.tell(posting, how, async (unit, held, payment) => {
      const now = this.tools.clock.now();
      const done: Posting = {
        ...released(held),
        state: 'posted',
        mustAsk: false,
        recordId,
        lastError: null,
        postedAt: now,
      };
      await unit.postings.update(done);
      if (held.kind === 'credit')
        await this.credited(unit, payment, done, { receipt: held.receipt, recordId, how });
      await this.release(unit, done);
      return { done, payment };
    });
    if (kept) await this.tools.journal.posted(kept.done, kept.payment);
    return kept !== null;
  }

  /** A credit that another has taken the place of is not where the money stands: only the last one moves the payment on. */
  private async credited(
    unit: LedgerUnit,
    payment: Payment,
    done: Posting,
    evidence: { readonly receipt: string; readonly recordId: string | null; readonly how: string },
  ): Promise<void> {
    if (isSuperseded(done, await unit.postings.lockOfPayment(payment.id))) return;
    const changes = { postedAt: payment.postedAt ?? this.tools.clock.now() };
    if (payment.status === 'confirmed') {
      await move(this.tools, unit, payment, 'posted', { actor: ACTOR, evidence, changes });
    } else {
      await unit.payments.update(changed(this.tools, payment, changes));
    }
  }

  /** The time of what waits behind begins when this no longer stands before it. */
  private async release(unit: LedgerUnit, settled: Posting): Promise<void> {
    const now = this.tools.clock.now();
    for (const posting of await unit.postings.lockOfPayment(settled.paymentId)) {
      if (posting.sequence <= settled.sequence || posting.state !== 'due') continue;
      await unit.postings.update({ ...posting, dueSince: now, version: posting.version + 1 });
    }
  }

  /**
   * Billing surely has nothing of a credit that another has taken the place of: it is voided with its reversal, and the next
   * one may go.
   */
  async withdrawn(posting: Posting, how: string): Promise<boolean> {
    const done = await this.tell(posting, how, async (unit, held) => {
      await this.voidPair(unit, held);
      return true;
    });
    return done ?? false;
  }

  /** A reversal that was carried out all the same stays what it is. */
  private async voidPair(unit: LedgerUnit, held: Posting): Promise<void> {
    const rows = await unit.postings.lockOfPayment(held.paymentId);
    const reversal = reversalOf(held, rows);
    if (!isSuperseded(held, rows) || !reversal) {
      throw new Error(`Nothing has taken the place of posting ${held.id}`);
    }
    const voided: Posting = { ...released(held), state: 'voided', mustAsk: false, parkedReason: null };
    await unit.postings.update(voided);
    if (!isSettled(reversal)) {
      await unit.postings.update({ ...released(reversal), state: 'voided', parkedReason: null });
    }
    await this.release(unit, voided);
  }

  /**
   * It did not work out this time. `mustAsk` says whether billing must be asked before it is sent again. What is withdrawn once
   * billing has nothing of it is asked about late: no receipt guards against a call that comes after the answer.
   */
  async postpone(
    posting: Posting,
    terms: { readonly mustAsk: boolean; readonly nextAttemptAt: Date; readonly error: string },
  ): Promise<boolean> {
    const outcome = await this.settle(posting, async (unit, held) => {
      const isToBeWithdrawn =
        terms.mustAsk && isSuperseded(held, await unit.postings.lockOfPayment(held.paymentId));
      const soonest = this.tools.clock.after(isToBeWithdrawn ? this.stillAtWorkMs : 0);
      await unit.postings.update({
        ...released(held),
        state: 'due',
        mustAsk: terms.mustAsk,
        nextAttemptAt: terms.nextAttemptAt > soonest ? terms.nextAttemptAt : soonest,
        lastError: terms.error,
      });
      return true;
    });
    return outcome ?? false;
  }

  /**
   * It waits for a person from now on. Never dropped, and counted as money that billing does not have. Only what surely was
   * not done and has had its place taken meanwhile is withdrawn: nobody waits for it any more.
   */
  async park(
    posting: Posting,
    terms: { readonly mustAsk: boolean; readonly reason: string },
  ): Promise<boolean> {
    const parked = await this.tell(posting, `parked: ${terms.reason}`, async (unit, held) => {
      const isGivenUp = held.kind === 'credit' && !terms.mustAsk;
      if (isGivenUp && isSuperseded(held, await unit.postings.lockOfPayment(held.paymentId))) {
        await this.voidPair(unit, held);
        return true;
      }
      await unit.postings.update({
        ...released(held),
        state: 'parked',
        mustAsk: terms.mustAsk,
        parkedReason: terms.reason,
        lastError: terms.reason,
      });
      return true;
    });
    return parked ?? false;
  }

  /** An operator sends a parked posting on its way again. Null when it is not parked. */
  async retry(id: string, actor: string): Promise<Posting | null> {
    return this.tools.store.unitOfWork(async (unit) => {
      const known = await unit.postings.find(id);
      // The payment first, as everywhere: its history gets a line.
      const payment = known && (await unit.payments.lock({ id: known.paymentId }));
      const posting = await unit.postings.lock(id);
      if (posting?.state !== 'parked') return null;
      const now = this.tools.clock.now();
      const due: Posting = {
        ...released(posting),
        state: 'due',
        nextAttemptAt: now,
        dueSince: now,
        attempts: 0,
        parkedReason: null,
        // What was surely never sent may be sent by whoever posts now.
        posterId: posting.mustAsk ? posting.posterId : null,
      };
      await unit.postings.update(due);
      if (payment)
        await record(this.tools, unit, payment, { type: 'posting', actor, evidence: lineOf(due, 'retried') });
      return due;
    });
  }

  /**
   * Sends what was posted once more, under the same receipt, since billing has lost it. Billing is asked first, and
   * what it has after all counts as posted; all the same it is for a person alone to decide. Only the last posting
   * of a payment can be sent again, and only while the payment still stands as it says: what followed it would not come after
   * it any more. The time of the first posting is kept until the next.
   * @returns null when it is not posted, or the payment has gone on
   */
  async sendAgain(id: string, actor: string): Promise<Posting | null> {
    return this.tools.store.unitOfWork(async (unit) => {
      const known = await unit.postings.find(id);
      const payment = known && (await unit.payments.lock({ id: known.paymentId }));
      if (!payment) return null;
      const postings = await unit.postings.lockOfPayment(payment.id);
      const held = postings.at(-1);
      if (held?.id !== id || held.state !== 'posted' || !isStillOwed(held, payment)) return null;
      const now = this.tools.clock.now();
      const due: Posting = {
        ...released(held),
        state: 'due',
        mustAsk: true,
        nextAttemptAt: now,
        dueSince: now,
        attempts: 0,
        recordId: null,
      };
      await unit.postings.update(due);
      const evidence = { ...lineOf(due, 'sent again: billing has lost it'), recordIdBefore: held.recordId };
      await record(this.tools, unit, payment, { type: 'posting', actor, evidence });
      return due;
    });
  }

  /**
   * Takes up a voided credit again, and its reversal: billing holds the credit that was thought never to have been sent. It is
   * asked, compared and reversed like any other.
   */
  async takeUpVoided(credit: Posting, actor: string): Promise<boolean> {
    return this.tools.store.unitOfWork(async (unit) => {
      const payment = await unit.payments.lock({ id: credit.paymentId });
      const postings = await unit.postings.lockOfPayment(credit.paymentId);
      const held = postings.find(({ id }) => id === credit.id);
      if (!payment || held?.state !== 'voided') return false;
      const reversal = reversalOf(held, postings);
      const now = this.tools.clock.now();
      for (const posting of [held, reversal]) {
        if (posting?.state !== 'voided') continue;
        const due: Posting = {
          ...released(posting),
          state: 'due',
          mustAsk: true,
          nextAttemptAt: now,
          dueSince: now,
        };
        await unit.postings.update(due);
        const evidence = lineOf(due, 'taken up: billing has it');
        await record(this.tools, unit, payment, { type: 'posting', actor, evidence });
      }
      return true;
    });
  }

  /** Changes a leased row if the lease is still ours; who lost it must not write. */
  private async settle<T>(
    posting: Posting,
    work: (unit: LedgerUnit, held: Posting) => Promise<T>,
  ): Promise<T | null> {
    return this.tools.store.unitOfWork(async (unit) => {
      const held = await lockLeased(unit, posting);
      return held && work(unit, held);
    });
  }

  /** As {@link settle}, with the payment held too and a line in its history. */
  private async tell<T>(
    posting: Posting,
    how: string,
    work: (unit: LedgerUnit, held: Posting, payment: Payment) => Promise<T>,
  ): Promise<T | null> {
    return this.tools.store.unitOfWork(async (unit) => {
      // The payment first, as the bank's word does: one order of locks, no deadlock.
      const payment = await unit.payments.lock({ id: posting.paymentId });
      const held = await lockLeased(unit, posting);
      if (!payment || !held) return null;
      const value = await work(unit, held, payment);
      await record(this.tools, unit, payment, { type: 'posting', actor: ACTOR, evidence: lineOf(held, how) });
      return value;
    });
  }
}

/** The row, held, if it is still under the lease that `posting` was read with. */
async function lockLeased(unit: LedgerUnit, posting: Posting): Promise<Posting | null> {
  const held = await unit.postings.lock(posting.id);
  if (held?.state !== 'in_progress') return null;
  return held.leaseOwner === posting.leaseOwner && held.version === posting.version ? held : null;
}

/** Of a payment that was returned in part accounting has changed the sum by hand: nobody sends the whole again. */
function isStillOwed({ kind }: Posting, { status }: Payment): boolean {
  return kind === 'credit' ? status === 'confirmed' || status === 'posted' : status === 'refunded';
}

function released(posting: Posting): Posting {
  return { ...posting, leaseOwner: null, leaseUntil: null, version: posting.version + 1 };
}

function lineOf(posting: Posting, how: string): Record<string, string | number> {
  return { kind: posting.kind, receipt: posting.receipt, amountKopecks: posting.amountKopecks, how };
}
