import { Logger } from '@nestjs/common';
import type { LedgerStore } from '../ledger/ledger-store.port';
import { runWithRequestId } from '../shared/request-context';
import { UpstreamError } from '../shared/upstream-errors';
import type { Nightly } from './nightly';
import type { PerformRun } from './perform-run';
import { failureOf } from './run-failures';
import { LetGo, RunHold, type HoldTools } from './run-hold';

/** Begins what the night is to compare and carries out the runs that wait, one after another; several replicas share them. */
export class ReconciliationWorker {
  private readonly logger = new Logger('Reconciliation');

  constructor(
    private readonly store: LedgerStore,
    private readonly nightly: Nightly,
    private readonly perform: PerformRun,
    private readonly tools: HoldTools,
  ) {}

  /** While a quarantine is open the ledger may lack what bank and billing have: nothing is compared with it. */
  async drain(isStopped: () => boolean): Promise<void> {
    while (!isStopped()) {
      if (await this.store.read((unit) => unit.quarantines.open())) return;
      await this.nightly.begin();
      const hold = await RunHold.take(this.tools, isStopped);
      if (!hold) return;
      await runWithRequestId(this.tools.ids.next(), () => this.carryOut(hold));
    }
  }

  private async carryOut(hold: RunHold): Promise<void> {
    const { id, day, terminal } = hold.run;
    const line = { reconciliationId: id, day, terminal };
    try {
      await this.perform.execute(hold);
      this.logger.log({ ...line, counts: hold.run.counts }, 'A day was reconciled');
    } catch (error) {
      if (error instanceof LetGo) {
        if (error.isLost) this.logger.warn(line, 'Another replica took a reconciliation over');
        else await hold.release();
      } else if (error instanceof UpstreamError) {
        this.logger.warn({ ...line, upstreamError: error.message }, 'A reconciliation could not go on');
        await this.fail(hold, failureOf(error));
      } else {
        this.logger.error({ ...line, err: error }, 'A reconciliation failed for a reason we did not foresee');
        await this.fail(hold, 'internal');
      }
    }
  }

  private async fail(hold: RunHold, failure: Parameters<RunHold['failed']>[0]): Promise<void> {
    try {
      await hold.failed(failure);
    } catch (error) {
      if (!(error instanceof LetGo)) throw error;
    }
  }
}
