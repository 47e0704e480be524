import type { Chance } from './chance';

/** How one call over a network can go. */
export interface LineFaults {
  /** Nobody listens: nothing is sent. */
  readonly refused: number;
  /** The request is lost: a time-out, nothing happened. */
  readonly lostRequest: number;
  /** It happened, the answer is lost: a time-out. */
  readonly lostAnswer: number;
  /** It happened, the answer cannot be read. */
  readonly garbled: number;
  /** A time-out, and it happens only after it. */
  readonly late: number;
}

/** What one seed lets loose. Each run has some of it and not all: rare mixtures are found that way. */
export interface Weather {
  readonly replicas: number;
  readonly payments: number;
  /** Chance of `kill -9` at any await that reaches out of the process. */
  readonly crash: number;
  readonly database: { readonly down: number; readonly commitUnanswered: number; readonly rerun: number };
  readonly bank: LineFaults;
  readonly billing: LineFaults;
  /** Stretches in which nobody listens, per hour of chaos. */
  readonly outages: number;
  readonly notifications: {
    readonly drop: number;
    readonly repeat: number;
    readonly giveUp: number;
    readonly slowMs: number;
    readonly forged: number;
    readonly wrongSum: number;
  };
  /** The bank refuses or forgets orders, or contradicts itself about a deadline. */
  readonly bankRefuses: number;
  readonly bankContradicts: number;
  /** Check and insert of a receipt are two steps in billing's core. */
  readonly isCoreRacy: boolean;
  /** A late commit may come later than the pause that we wait before asking. */
  readonly isCoreUnruly: boolean;
  /** Billing writes another sum than it was told. */
  readonly billingMistakes: number;
  /** Somebody alters, moves, cancels, doubles or removes credits in billing by hand. */
  readonly tampering: number;
  /** The database is set back to a backup. */
  readonly restores: number;
  readonly closings: number;
  readonly managerChanges: number;
  readonly clockSkewMs: number;
  readonly clockJumps: number;
  /** Money that was held is let go instead of taken. */
  readonly releases: number;
  readonly pays: number;
  readonly failsFirst: number;
  readonly refunds: number;
  readonly partialRefunds: number;
  readonly payerCancels: number;
  readonly twins: number;
  /** How often two persons move money from one agreement to another. */
  readonly moves: number;
  /** Orders that another program made on our terminal: the ledger does not know them until two persons adopt them. */
  readonly strays: number;
}

const NO_FAULTS: LineFaults = { refused: 0, lostRequest: 0, lostAnswer: 0, garbled: 0, late: 0 };

function lineFaults(chance: Chance): LineFaults {
  if (chance.hit(0.3)) return NO_FAULTS;
  const some = (): number => (chance.hit(0.6) ? chance.between(1, 20) / 100 : 0);
  return { refused: some(), lostRequest: some(), lostAnswer: some(), garbled: some(), late: some() };
}

export function weatherOf(chance: Chance): Weather {
  const some = (share: number, mostPercent: number): number =>
    chance.hit(share) ? chance.between(1, mostPercent) / 100 : 0;
  const isCoreRacy = chance.hit(0.4);
  const isRestored = chance.hit(0.25);
  return {
    replicas: chance.between(1, 3),
    payments: chance.between(4, 12),
    crash: chance.hit(0.7) ? chance.between(1, 30) / 1000 : 0,
    database: { down: some(0.3, 5), commitUnanswered: some(0.3, 5), rerun: some(0.5, 20) },
    bank: lineFaults(chance),
    billing: lineFaults(chance),
    outages: chance.hit(0.4) ? chance.between(1, 4) : 0,
    notifications: {
      drop: some(0.6, 60),
      repeat: some(0.6, 60),
      giveUp: some(0.4, 50),
      slowMs: chance.hit(0.5) ? chance.between(1, 900) * 1000 : 0,
      forged: some(0.4, 30),
      wrongSum: some(0.2, 20),
    },
    bankRefuses: some(0.3, 10),
    bankContradicts: some(0.3, 30),
    isCoreRacy,
    isCoreUnruly: isCoreRacy && chance.hit(0.3),
    billingMistakes: some(0.2, 10),
    tampering: chance.hit(0.2) ? chance.between(1, 3) : 0,
    restores: isRestored ? 1 : 0,
    closings: some(0.3, 20),
    // A backup from before a change of the manager is more than we promise: the manager must be put back first.
    managerChanges: !isRestored && chance.hit(0.2) ? 1 : 0,
    clockSkewMs: chance.hit(0.5) ? chance.between(0, 2_000) : 0,
    clockJumps: chance.hit(0.25) ? chance.between(1, 4) : 0,
    releases: some(0.3, 20),
    pays: chance.between(60, 100) / 100,
    failsFirst: some(0.5, 40),
    refunds: some(0.6, 40),
    partialRefunds: some(0.3, 20),
    payerCancels: some(0.4, 30),
    twins: some(0.4, 40),
    moves: chance.hit(0.6) ? chance.between(1, 8) : 0,
    strays: chance.hit(0.3) ? chance.between(1, 3) : 0,
  };
}

/** The end of every run: nothing fails any more, so that everything must come to rest. */
export function calmAfter(weather: Weather): Weather {
  return {
    ...weather,
    crash: 0,
    database: { down: 0, commitUnanswered: 0, rerun: 0 },
    bank: NO_FAULTS,
    billing: NO_FAULTS,
    outages: 0,
    notifications: { drop: 0, repeat: 0, giveUp: 0, slowMs: 0, forged: 0, wrongSum: 0 },
    bankRefuses: 0,
    bankContradicts: 0,
    billingMistakes: 0,
    tampering: 0,
    restores: 0,
    closings: 0,
    managerChanges: 0,
    clockSkewMs: 0,
    clockJumps: 0,
    refunds: 0,
    partialRefunds: 0,
  };
}
