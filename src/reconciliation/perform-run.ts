import type { LedgerStore } from '../ledger/ledger-store.port';
import type { AutomaticHealing } from './automatic-healing';
import type { BankStage } from './bank-stage';
import type { CompareRun } from './compare-run';
import type { KeepFindings } from './keep-findings';
import { LetGo, type RunHold } from './run-hold';
import type { SettleGone } from './settle-gone';
import { Sightings } from './sightings';

export interface RunSteps {
  readonly bank: BankStage;
  readonly compare: CompareRun;
  readonly keep: KeepFindings;
  readonly settle: SettleGone;
  /** Null where everything waits for approval. */
  readonly healing: AutomaticHealing | null;
}

const FORGET_AT_ONCE = 5_000;

/** Carries a run to its end from wherever it stands. Every step may be taken again. */
export class PerformRun {
  constructor(
    private readonly store: LedgerStore,
    private readonly steps: RunSteps,
  ) {}

  /**
   * @throws UpstreamError when bank or billing is away
   * @throws LetGo
   */
  async execute(hold: RunHold): Promise<void> {
    const { bank, compare, keep, settle, healing } = this.steps;
    if (hold.run.stage === 'bank') await bank.run(hold);
    const { facts, findings } = await compare.execute(hold);
    await this.assertTrusted();
    await hold.keep({ stage: 'keep' });
    const found = await keep.execute(hold, findings);
    await settle.execute(hold, facts, found);
    if (healing) await healing.execute(hold);
    await this.forget(hold);
    await hold.done();
  }

  /** A ledger that was set back under the comparison proves nothing: the run waits until the quarantine is over. */
  private async assertTrusted(): Promise<void> {
    if (await this.store.read((unit) => unit.quarantines.open())) throw new LetGo(false);
  }

  private async forget(hold: RunHold): Promise<void> {
    let forgotten: number | undefined;
    do {
      await hold.goOn();
      forgotten = await hold.keep({}, (connection) =>
        new Sightings(connection).forgetBefore(hold.run, FORGET_AT_ONCE),
      );
    } while (forgotten === FORGET_AT_ONCE);
  }
}
