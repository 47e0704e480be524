/**
 * Why posting was stopped: the service had not run for long; the journal outside the database knows more than the ledger;
 * the ledger was set back under a running service; or an operator wanted it.
 */
export const QUARANTINE_REASONS = [
  'stopped_long',
  'ledger_behind_journal',
  'ledger_set_back',
  'by_hand',
] as const;

export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

/** What is being proven: the journal's orders are there, the bank was asked about each, billing's list was compared. */
export const QUARANTINE_PHASES = ['journal', 'bank', 'billing'] as const;

export type QuarantinePhase = (typeof QUARANTINE_PHASES)[number];

/** How many there were, and the first of them by name. */
export interface Named {
  readonly count: number;
  readonly names: readonly string[];
}

export const NAMES_MAX = 100;

export const NOTHING: Named = { count: 0, names: [] };

export function withNames({ count, names }: Named, more: readonly string[]): Named {
  return { count: count + more.length, names: [...names, ...more].slice(0, NAMES_MAX) };
}

/** What a quarantine has taught. Orders are named by their number at the bank, postings by their receipt. */
export interface QuarantineReport {
  readonly journal: {
    readonly entries: number;
    readonly unreadable: number;
    /** Orders that the ledger lacked, or knew without the bank's acceptance. */
    readonly ordersRemade: Named;
    /** What the journal calls posted and the ledger did not. */
    readonly postingsBehind: Named;
  };
  readonly bank: {
    readonly asked: number;
    /** Orders that the bank's answer moved. */
    readonly moved: Named;
    readonly unanswered: Named;
  };
  readonly billing: {
    readonly listed: number;
    /** Why billing would not list its payments; null when it did. */
    readonly listRefused: string | null;
    /** Unsettled credits that billing holds already. */
    readonly heldUnsettled: number;
    /** Receipts of ours that the ledger does not know. */
    readonly unknown: Named;
    /** Posted credits that billing does not have. */
    readonly missing: Named;
    /** Posted credits that somebody has cancelled in billing, without a refund at the bank. */
    readonly cancelled: Named;
    /** Parked or voided postings that billing has carried out: taken up again, so as to be compared and settled. */
    readonly takenUp: Named;
    /** About these billing refused to answer. */
    readonly unproven: Named;
  };
}

export const EMPTY_REPORT: QuarantineReport = {
  journal: { entries: 0, unreadable: 0, ordersRemade: NOTHING, postingsBehind: NOTHING },
  bank: { asked: 0, moved: NOTHING, unanswered: NOTHING },
  billing: {
    listed: 0,
    listRefused: null,
    heldUnsettled: 0,
    unknown: NOTHING,
    missing: NOTHING,
    cancelled: NOTHING,
    takenUp: NOTHING,
    unproven: NOTHING,
  },
};

/** A time in which nothing is posted, until it is proven what bank and billing already hold. One at a time. */
export interface Quarantine {
  readonly id: string;
  readonly reason: QuarantineReason;
  /** An operator's own words. */
  readonly note: string | null;
  readonly beganAt: Date;
  readonly beganBy: string;
  /** Of what happened after this the ledger may know nothing. */
  readonly since: Date;
  readonly phase: QuarantinePhase;
  /** The last payment about which the bank was asked. */
  readonly cursor: string | null;
  readonly report: QuarantineReport;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  readonly version: number;
}

/** A sign of life: who gave it, and when. */
export interface Beat {
  readonly name: string;
  readonly at: Date;
}
