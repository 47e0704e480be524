import type { LedgerUnit } from './ledger-store.port';
import { changed, move, record, type LedgerTools } from './ledger-tools';
import type { Payment } from './payment';
import type { LeasedPosting, Posting } from './posting';

/** How a worker names itself on a lease, and how long the lease holds. */
export interface LeaseTerms {
  readonly owner: string;
  readonly durationMs: number;
}

const ACTOR = 'worker:posting';

/** The outbox towards billing: leases for workers, and what came of each. */
export class PostingQueue {
  constructor(private readonly tools: LedgerTools) {}

  async lease(terms: LeaseTerms, limit: number): Promise<readonly LeasedPosting[]> {
    const now = this.tools.clock.now();
    const request = { owner: terms.owner, until: this.tools.clock.after(terms.durationMs), now };
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

  /** Billing has it. The payment moves on in the same transaction. */
  async posted(posting: Posting, recordId: string | null, how: string): Promise<boolean> {
    return this.tell(posting, how, async (unit, held, payment) => {
      const now = this.tools.clock.now();
      await unit.postings.update({
        ...released(held),
        state: 'posted',
        mustAsk: false,
        recordId,
        lastError: null,
        postedAt: now,
      });
      if (held.kind !== 'credit') return;
      const evidence = { receipt: held.receipt, recordId, how };
      if (payment.status === 'confirmed') {
        await move(this.tools, unit, payment, 'posted', {
          actor: ACTOR,
          evidence,
          changes: { postedAt: now },
        });
      } else {
        await unit.payments.update(changed(this.tools, payment, { postedAt: now }));
        await this.release(unit, payment);
      }
    });
  }

  /** A reversal's time begins when its credit no longer stands before it. */
  private async release(unit: LedgerUnit, payment: Payment): Promise<void> {
    const now = this.tools.clock.now();
    for (const posting of await unit.postings.lockOfPayment(payment.id)) {
      if (posting.kind !== 'reversal' || posting.state !== 'due') continue;
      await unit.postings.update({ ...posting, dueSince: now, version: posting.version + 1 });
    }
  }

  /** It did not work out this time. `mustAsk` says whether billing must be asked before it is sent again. */
  async postpone(
    posting: Posting,
    terms: { readonly mustAsk: boolean; readonly nextAttemptAt: Date; readonly error: string },
  ): Promise<boolean> {
    const outcome = await this.settle(posting, async (unit, held) => {
      await unit.postings.update({
        ...released(held),
        state: 'due',
        mustAsk: terms.mustAsk,
        nextAttemptAt: terms.nextAttemptAt,
        lastError: terms.error,
      });
      return true;
    });
    return outcome ?? false;
  }

  /** It waits for a person from now on. Never dropped, and counted as money that billing does not have. */
  async park(
    posting: Posting,
    terms: { readonly mustAsk: boolean; readonly reason: string },
  ): Promise<boolean> {
    return this.tell(posting, `parked: ${terms.reason}`, async (unit, held) => {
      await unit.postings.update({
        ...released(held),
        state: 'parked',
        mustAsk: terms.mustAsk,
        parkedReason: terms.reason,
        lastError: terms.reason,
      });
    });
  }

  /** An operator sends a parked posting on its way again. Null when it is not parked. */
  async retry(id: string, actor: string): Promise<Posting | null> {
    return this.tools.store.unitOfWork(async (unit) => {
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
      const payment = await unit.payments.find(posting.paymentId);
      if (payment)
        await record(this.tools, unit, payment, { type: 'posting', actor, evidence: lineOf(due, 'retried') });
      return due;
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
  private async tell(
    posting: Posting,
    how: string,
    work: (unit: LedgerUnit, held: Posting, payment: Payment) => Promise<void>,
  ): Promise<boolean> {
    return this.tools.store.unitOfWork(async (unit) => {
      // The payment first, as the bank's word does: one order of locks, no deadlock.
      const payment = await unit.payments.lock({ id: posting.paymentId });
      const held = await lockLeased(unit, posting);
      if (!payment || !held) return false;
      await work(unit, held, payment);
      await record(this.tools, unit, payment, { type: 'posting', actor: ACTOR, evidence: lineOf(held, how) });
      return true;
    });
  }
}

/** The row, held, if it is still under the lease that `posting` was read with. */
async function lockLeased(unit: LedgerUnit, posting: Posting): Promise<Posting | null> {
  const held = await unit.postings.lock(posting.id);
  if (held?.state !== 'in_progress') return null;
  return held.leaseOwner === posting.leaseOwner && held.version === posting.version ? held : null;
}

function released(posting: Posting): Posting {
  return { ...posting, leaseOwner: null, leaseUntil: null, version: posting.version + 1 };
}

function lineOf(posting: Posting, how: string): Record<string, string | number> {
  return { kind: posting.kind, receipt: posting.receipt, amountKopecks: posting.amountKopecks, how };
}
