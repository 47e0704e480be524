import type { SuspenseCase } from '../ledger/suspense-case';
import { isSettledCase } from '../ledger/suspense-case';
import { Problem } from '../shared/problem/problem';
import { UpstreamError } from '../shared/upstream-errors';
import { accountOf } from './fit-agreement';
import type { GatherFacts } from './gather-facts';
import { suggestionsFor } from './suggestions';
import type { SuspenseDesk } from './suspense-desk';
import { SuspenseProblems } from './suspense-problems';
import type { SuspenseDetails } from './suspense-view';

/** A case with all that a person needs for a decision. */
export class ReadCase {
  constructor(
    private readonly desk: Pick<SuspenseDesk, 'store' | 'billing'>,
    private readonly gather: GatherFacts,
  ) {}

  /** @throws Problem `suspense_case_not_found` */
  async execute(id: string): Promise<SuspenseDetails> {
    const read = await this.desk.store.read(async (unit) => {
      const suspense = await unit.suspense.find(id);
      if (!suspense) return null;
      const { paymentId } = suspense;
      const postings = paymentId === null ? [] : await unit.postings.ofPayment(paymentId);
      return { suspense, postings, events: await unit.suspense.events(id) };
    });
    if (!read) throw new Problem(SuspenseProblems.notFound);
    const ownerName = await this.ownerNameOf(read.suspense);
    // Nothing is left to decide, so nobody is asked.
    if (isSettledCase(read.suspense)) return { ...read, suggestions: [], isComplete: true, ownerName };
    const { facts, isComplete } = await this.gather.execute(read.suspense);
    return { ...read, suggestions: suggestionsFor(facts), isComplete, ownerName };
  }

  private async ownerNameOf(suspense: SuspenseCase): Promise<string | null> {
    if (!suspense.proposal || isSettledCase(suspense)) return null;
    try {
      const account = await accountOf(this.desk.billing, suspense.proposal.subscriberUid);
      return account?.fullName ?? null;
    } catch (error) {
      if (error instanceof UpstreamError) return null;
      throw error;
    }
  }
}
