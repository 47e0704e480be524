import { NOTHING, type Named } from '../ledger/quarantine';
import type { RunFailure } from './run-failures';

/** `auto` takes the registries where they cover the day, and asks the bank about what they cannot settle. */
export const RUN_SOURCES = ['auto', 'bank', 'registry'] as const;

export type RunSource = (typeof RUN_SOURCES)[number];

/**
 * The bank is asked; billing is read; all is compared; what came of it is kept. Who takes a run up after the first stage
 * reads billing anew: nothing of it is kept but what was found.
 */
export type RunStage = 'bank' | 'billing' | 'compare' | 'keep';

export type RunState = 'running' | 'done' | 'failed';

export interface RunCounts {
  /** Orders that the bank was asked about. */
  readonly asked: number;
  /** Payments that its answer moved. */
  readonly moved: Named;
  /** Orders of which the bank did not say what became of them. */
  readonly unsettled: Named;
  /** Records of billing that were held against the ledger. */
  readonly billed: number;
  /** Payments of the day. */
  readonly payments: number;
  /** Discrepancies that the comparison came to. */
  readonly found: number;
  /** Of these, those that were not known before. */
  readonly fresh: number;
  readonly reopened: number;
  /** Discrepancies that were not there any more. */
  readonly healed: number;
}

export const NO_COUNTS: RunCounts = {
  asked: 0,
  moved: NOTHING,
  unsettled: NOTHING,
  billed: 0,
  payments: 0,
  found: 0,
  fresh: 0,
  reopened: 0,
  healed: 0,
};

/** One comparison of bank, ledger and billing for a business day and a terminal. */
export interface Run {
  readonly id: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly terminal: string;
  readonly source: RunSource;
  readonly cause: 'nightly' | 'by_hand';
  readonly state: RunState;
  readonly stage: RunStage;
  /** The last order that was asked about, in words of {@link ordersToAsk}. */
  readonly cursor: string | null;
  readonly counts: RunCounts;
  /** Why it stopped; null unless it failed. */
  readonly failure: RunFailure | null;
  readonly beganAt: Date;
  readonly beganBy: string;
  readonly finishedAt: Date | null;
  /** The day of the night that began it; null for one that a person asked for. */
  readonly night: string | null;
  /** The registries of the bank covered the day and were taken into account. */
  readonly withRegistries: boolean;
}

/** What a run comes to while it is at work. */
export type RunProgress = Partial<Pick<Run, 'stage' | 'cursor' | 'counts' | 'withRegistries'>>;
