import type { Run, RunCounts } from './run';
import { RUN_FAILURES, type RunFailure } from './run-failures';
import type { Words } from './explanations';

export interface ReconciliationView {
  readonly id: string;
  readonly day: string;
  readonly terminal: string;
  readonly source: Run['source'];
  readonly cause: Run['cause'];
  readonly state: Run['state'];
  readonly stage: Run['stage'];
  readonly withRegistries: boolean;
  readonly counts: RunCounts;
  readonly failure: ({ readonly code: RunFailure } & Words) | null;
  readonly beganAt: string;
  readonly beganBy: string;
  readonly finishedAt: string | null;
}

export function viewOf(run: Run): ReconciliationView {
  const { id, day, terminal, source, cause, state, stage, withRegistries, counts, failure, beganBy } = run;
  return {
    id,
    day,
    terminal,
    source,
    cause,
    state,
    stage,
    withRegistries,
    counts,
    failure: failure && { code: failure, ...RUN_FAILURES[failure] },
    beganAt: run.beganAt.toISOString(),
    beganBy,
    finishedAt: run.finishedAt?.toISOString() ?? null,
  };
}
