import type { Connection } from '../database/connection';
import type { SqlUnits } from '../database/sql-units';
import type { Clock } from '../shared/clock';
import type { Ids } from '../shared/ids';
import type { Run, RunProgress } from './run';
import type { RunFailure } from './run-failures';
import { RunRows } from './run-rows';

/** Whoever works on a run stops here: another replica has it, or it is left to be gone on with later. */
export class LetGo extends Error {
  constructor(readonly isLost: boolean) {
    super(isLost ? 'Another replica has the run' : 'The run is left for later');
    this.name = 'LetGo';
  }
}

export interface HoldTools {
  readonly units: SqlUnits;
  readonly clock: Clock;
  readonly ids: Ids;
  /** How long a run waits for its holder before another replica takes it; longer than any single call to bank or billing. */
  readonly leaseMs: number;
}

const CANDIDATES = 16;

/**
 * A run in the hands of one worker. The lease is prolonged as the work goes on, and whatever is written of the run is written
 * together with the proof that it is still held.
 */
export class RunHold {
  private renewedAt: number;

  private constructor(
    private current: Run,
    private readonly owner: string,
    private readonly tools: HoldTools,
    private readonly isStopped: () => boolean,
  ) {
    this.renewedAt = tools.clock.now().getTime();
  }

  /** Takes the run that waits longest; null when none does. */
  static async take(tools: HoldTools, isStopped: () => boolean): Promise<RunHold | null> {
    const { units, clock, ids, leaseMs } = tools;
    const free = await units.alone((connection) => new RunRows(connection).free(clock.now(), CANDIDATES));
    for (const { id } of free) {
      const owner = ids.next();
      const run = await units.together(async (connection) => {
        const rows = new RunRows(connection);
        return (await rows.take(id, owner, clock.now(), clock.after(leaseMs))) ? rows.find(id) : null;
      });
      if (run) return new RunHold(run, owner, tools, isStopped);
    }
    return null;
  }

  get run(): Run {
    return this.current;
  }

  /**
   * Called before each step, however small.
   * @throws LetGo
   */
  async goOn(): Promise<void> {
    if (this.isStopped()) throw new LetGo(false);
    const now = this.tools.clock.now().getTime();
    if (now - this.renewedAt < this.tools.leaseMs / 3) return;
    await this.keep({});
  }

  /**
   * Writes how far the run has come, together with other rows.
   * @throws LetGo
   */
  async keep<T>(
    progress: RunProgress,
    work?: (connection: Connection) => Promise<T>,
  ): Promise<T | undefined> {
    const { units, clock, leaseMs } = this.tools;
    const value = await units.together(async (connection) => {
      const rows = new RunRows(connection);
      const isOurs = await rows.progress(this.current.id, this.owner, clock.after(leaseMs), progress);
      if (!isOurs) throw new LetGo(true);
      return work?.(connection);
    });
    this.current = { ...this.current, ...progress };
    this.renewedAt = clock.now().getTime();
    return value;
  }

  async done(): Promise<void> {
    await this.end('done', null);
  }

  async failed(failure: RunFailure): Promise<void> {
    await this.end('failed', failure);
  }

  /** Another replica may take it at once. */
  async release(): Promise<void> {
    await this.tools.units.alone((connection) => new RunRows(connection).letGo(this.current.id, this.owner));
  }

  private async end(state: 'done' | 'failed', failure: RunFailure | null): Promise<void> {
    const { units, clock } = this.tools;
    const ending = { state, failure, at: clock.now() };
    const isOurs = await units.together((connection) =>
      new RunRows(connection).end(this.current.id, this.owner, ending),
    );
    if (!isOurs) throw new LetGo(true);
    this.current = { ...this.current, state, failure, finishedAt: ending.at };
  }
}
