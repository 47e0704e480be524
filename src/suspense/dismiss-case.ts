import type { SuspenseCase } from '../ledger/suspense-case';
import { Problem } from '../shared/problem/problem';
import type { SuspenseDesk } from './suspense-desk';
import { SuspenseProblems } from './suspense-problems';

/** A person leaves the money where it is, and says why. */
export class DismissCase {
  constructor(private readonly desk: SuspenseDesk) {}

  /** @throws Problem `suspense_case_not_found`, `suspense_case_not_open` */
  async execute(id: string, reason: string, actor: string): Promise<SuspenseCase> {
    const { store, book } = this.desk;
    return store.unitOfWork(async (unit) => {
      const held = await unit.suspense.lock(id);
      if (!held) throw new Problem(SuspenseProblems.notFound);
      const isRepeat =
        held.state === 'dismissed' && held.settledBy === actor && held.settledReason === reason;
      if (isRepeat) return held;
      if (held.state !== 'open' && held.state !== 'proposed') throw new Problem(SuspenseProblems.notOpen);
      const changes = book.settled('dismissed', actor, reason);
      return book.change(unit, held, changes, { type: 'dismissed', actor, text: reason });
    });
  }
}
