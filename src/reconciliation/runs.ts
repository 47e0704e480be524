import { isDuplicateEntry } from '../database/sql';
import type { SqlUnits } from '../database/sql-units';
import type { Clock } from '../shared/clock';
import type { Ids } from '../shared/ids';
import { NO_COUNTS, type Run, type RunSource } from './run';
import { RunRows } from './run-rows';

export interface RunOrder {
  readonly day: string;
  readonly terminal: string;
  readonly source: RunSource;
  readonly by: string;
  /** The day of the night that begins it; null for a person. */
  readonly night: string | null;
}

/** What the bank said longer ago is not gone on with: the day is compared anew. */
const RESUMED_WITHIN_MS = 6 * 3_600_000;
const TRIES = 5;

/** The runs that there are, and beginning one. */
export class Runs {
  constructor(
    private readonly units: SqlUnits,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * The run of this day and terminal: the one at work, one that failed lately and goes on from where it stopped, or a new one.
   */
  async begin(order: RunOrder): Promise<Run> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const run = (await this.running(order)) ?? (await this.resumed(order)) ?? (await this.inserted(order));
      if (run) return run;
    }
    throw new Error(`A run for ${order.day} could neither be begun nor found`);
  }

  /** @returns null when another one runs, or the night had one before */
  async beginNightly(order: RunOrder): Promise<Run | null> {
    return this.inserted(order);
  }

  /** @returns whether it goes on */
  async resume(run: Run): Promise<boolean> {
    try {
      return await this.units.alone((connection) => new RunRows(connection).resume(run.id));
    } catch (error) {
      if (isDuplicateEntry(error)) return false;
      throw error;
    }
  }

  find(id: string): Promise<Run | null> {
    return this.units.alone((connection) => new RunRows(connection).find(id));
  }

  /** The newest first, of one day or of all. */
  list(day: string | null, beforeId: string | null, limit: number): Promise<readonly Run[]> {
    return this.units.alone((connection) => new RunRows(connection).list(day, beforeId, limit));
  }

  /** When a run came to its end last; null while none has. */
  lastDoneAt(): Promise<Date | null> {
    return this.units.alone((connection) => new RunRows(connection).lastDoneAt());
  }

  private running({ day, terminal }: RunOrder): Promise<Run | null> {
    return this.units.alone((connection) => new RunRows(connection).running(day, terminal));
  }

  private async resumed({ day, terminal, source }: RunOrder): Promise<Run | null> {
    const newest = await this.units.alone((connection) => new RunRows(connection).newest(day, terminal));
    const isFresh = newest !== null && newest.beganAt >= this.clock.after(-RESUMED_WITHIN_MS);
    if (!isFresh || newest.state !== 'failed' || newest.source !== source) return null;
    return (await this.resume(newest)) ? this.find(newest.id) : null;
  }

  private async inserted({ day, terminal, source, by, night }: RunOrder): Promise<Run | null> {
    const run: Run = {
      id: this.ids.next(),
      day,
      terminal,
      source,
      cause: night === null ? 'by_hand' : 'nightly',
      state: 'running',
      stage: 'bank',
      cursor: null,
      counts: NO_COUNTS,
      failure: null,
      beganAt: this.clock.now(),
      beganBy: by,
      finishedAt: null,
      night,
      withRegistries: false,
    };
    try {
      await this.units.together((connection) => new RunRows(connection).insert(run));
      return run;
    } catch (error) {
      if (isDuplicateEntry(error)) return null;
      throw error;
    }
  }
}
