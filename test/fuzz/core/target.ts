/** How one case ended. */
export interface CaseResult {
  /** The class of its outcome, for the count. */
  readonly outcome: string;
  /** What is wrong with it; null when nothing is. */
  readonly complaint: string | null;
  /** The whole case, for whoever has to look. */
  readonly show: () => string;
}

/** One thing under fuzz, ready to be fed. */
export interface Harness {
  /** Cases in flight at one time. */
  readonly lanes: number;
  /** Cases between two inspections. */
  readonly batch: number;
  run(seed: number): Promise<CaseResult>;
  /** What the cases since the last inspection have done that they must not: to rows, to the log, to memory. */
  inspect(): Promise<readonly string[]>;
  /** The smallest case that fails in the same way, where that can be found. */
  shrink?(seed: number): Promise<string | null>;
  /** Last checks, then everything is let go. */
  finish(): Promise<Ending>;
}

export interface Ending {
  readonly complaints: readonly string[];
  /** Figures for the report. */
  readonly figures: Readonly<Record<string, unknown>>;
}

export interface Target {
  readonly name: 'soap' | 'bank' | 'notifications' | 'rest';
  /** Its share of the cases of a run over all targets. */
  readonly share: number;
  start(): Promise<Harness>;
}

export interface Finding {
  readonly target: string;
  readonly number: number;
  readonly complaint: string;
  readonly shown: string;
  readonly smallest: string | null;
  readonly replay: string;
}

export interface TargetReport {
  readonly target: string;
  readonly cases: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly figures: Readonly<Record<string, unknown>>;
  readonly findings: readonly Finding[];
}
