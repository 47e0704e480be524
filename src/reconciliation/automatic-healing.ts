import { Logger } from '@nestjs/common';
import { Discrepancies } from '../books/discrepancies';
import type { Discrepancy } from '../books/discrepancy';
import type { SqlUnits } from '../database/sql-units';
import { UpstreamError } from '../shared/upstream-errors';
import type { Heal } from './heal';
import { ACTOR } from './keep-findings';
import type { RunHold } from './run-hold';
import type { TreatDiscrepancy } from './treat-discrepancy';

/** Queues, after a comparison, what the outbox can heal without a person. */
export class AutomaticHealing {
  private readonly logger = new Logger('Reconciliation');
  private readonly discrepancies: Discrepancies;

  constructor(
    units: SqlUnits,
    private readonly heal: Heal,
    private readonly treat: TreatDiscrepancy,
  ) {
    this.discrepancies = new Discrepancies(units);
  }

  /** @throws LetGo */
  async execute(hold: RunHold): Promise<void> {
    const { day, terminal } = hold.run;
    for await (const chunk of this.discrepancies.all({ day, terminal, state: 'open' })) {
      for (const discrepancy of chunk.filter(({ remedy }) => remedy !== 'none')) {
        await hold.goOn();
        await this.healOne(discrepancy);
      }
    }
  }

  private async healOne(discrepancy: Discrepancy): Promise<void> {
    try {
      const healing = await this.heal.execute(discrepancy, { actor: ACTOR, isPerson: false });
      if (healing === 'on_its_way') await this.treat.queued(discrepancy.id, ACTOR);
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      const line = { discrepancyId: discrepancy.id, upstreamError: error.message };
      this.logger.warn(line, 'A discrepancy could not be healed now; the next run tries again');
    }
  }
}
