import type { Discrepancy } from '../books/discrepancy';
import type { SqlUnits } from '../database/sql-units';
import type { Clock } from '../shared/clock';
import { Problem } from '../shared/problem/problem';
import { DiscrepancyEvents, type NewDiscrepancyEvent } from './discrepancy-events';
import { DiscrepancyWrites } from './discrepancy-writes';
import type { Heal } from './heal';
import { ReconciliationProblems } from './reconciliation-problems';

type Told = Pick<NewDiscrepancyEvent, 'type' | 'text' | 'evidence'>;

interface Treatment {
  readonly changes: Partial<Discrepancy>;
  readonly event: Told;
}

/** What persons do with discrepancies: each act is a line of its history. */
export class TreatDiscrepancy {
  constructor(
    private readonly units: SqlUnits,
    private readonly heal: Heal,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `discrepancy_not_found`, `discrepancy_settled` */
  async assign(id: string, assignee: string | null, actor: string): Promise<void> {
    await this.change(id, actor, (row) => {
      assertUnsettled(row);
      if (row.assignee === assignee) return null;
      const evidence = { assignee, assigneeBefore: row.assignee };
      return { changes: { assignee }, event: { type: 'assigned', text: null, evidence } };
    });
  }

  /** @throws Problem `discrepancy_not_found` */
  async comment(id: string, text: string, actor: string): Promise<void> {
    await this.change(id, actor, () => ({ changes: {}, event: { type: 'commented', text, evidence: {} } }));
  }

  /**
   * A person has explained it: it hinders nothing any more.
   * @throws Problem `discrepancy_not_found`, `discrepancy_settled`
   */
  async close(id: string, reason: string, actor: string): Promise<void> {
    await this.change(id, actor, (row) => {
      assertUnsettled(row);
      const evidence = { was: row.state };
      return {
        changes: { state: 'closed', settledAt: this.clock.now(), settledBy: actor },
        event: { type: 'closed', text: reason, evidence },
      };
    });
  }

  /**
   * Has the outbox do what is missing.
   * @throws Problem `discrepancy_not_found`, `discrepancy_settled`, `discrepancy_not_healable`
   * @throws UpstreamError when the bank had to be asked and is away
   */
  async approve(id: string, actor: string): Promise<void> {
    const row = await this.units.together((connection) => new DiscrepancyWrites(connection).lock(id));
    if (!row) throw new Problem(ReconciliationProblems.discrepancyNotFound);
    assertUnsettled(row);
    const healing = await this.heal.execute(row, { actor, isPerson: true });
    if (healing !== 'on_its_way') throw new Problem(ReconciliationProblems.notHealable);
    await this.queued(id, actor);
  }

  /** The outbox has it. What a run or a person settled meanwhile stays settled. */
  async queued(id: string, actor: string): Promise<void> {
    await this.change(id, actor, (row) => {
      if (row.state === 'healed' || row.state === 'closed') return null;
      const event: Told = { type: 'approved', text: null, evidence: { remedy: row.remedy } };
      return { changes: { state: 'healing' }, event };
    });
  }

  private async change(
    id: string,
    actor: string,
    treatmentOf: (row: Discrepancy) => Treatment | null,
  ): Promise<void> {
    await this.units.together(async (connection) => {
      const writes = new DiscrepancyWrites(connection);
      const row = await writes.lock(id);
      if (!row) throw new Problem(ReconciliationProblems.discrepancyNotFound);
      const treatment = treatmentOf(row);
      if (!treatment) return;
      await writes.update({ ...row, ...treatment.changes });
      const event = { ...treatment.event, at: this.clock.now(), actor };
      await new DiscrepancyEvents(connection).append(id, event);
    });
  }
}

function assertUnsettled({ state }: Discrepancy): void {
  if (state === 'healed' || state === 'closed') throw new Problem(ReconciliationProblems.discrepancySettled);
}
