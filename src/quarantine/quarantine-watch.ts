import type { Journal } from '../ledger/journal.port';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { Beat } from '../ledger/quarantine';
import type { Clock } from '../shared/clock';
import type { BeginQuarantine, QuarantineCause } from './begin-quarantine';
import type { JournalCheck } from './journal-check';
import type { JournalReplay } from './journal-replay';

export interface WatchTools {
  readonly store: LedgerStore;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly begin: BeginQuarantine;
  readonly check: JournalCheck;
  readonly replay: JournalReplay;
}

type Suspicion = Pick<QuarantineCause, 'reason' | 'since' | 'lastAlive'>;

const BY = 'worker:watch';
/** Longer than any journal is kept by default. */
const REMEMBERED_MS = 40 * 24 * 60 * 60 * 1000;

/** Notices, at the start and while it runs, that the ledger is older than the service remembers. */
export class QuarantineWatch {
  private last: Beat | null = null;
  private starting: Promise<void> | null = null;
  /** Orders of this process that were not yet seen in the ledger since they were opened. */
  private unseen: readonly string[] = [];

  constructor(
    private readonly tools: WatchTools,
    /** This process, by a name that no other has had. */
    private readonly name: string,
    private readonly afterStopMs: number,
  ) {}

  /** The last sign of life that this process wrote. */
  get beat(): Beat | null {
    return this.last;
  }

  /** Resolves once the ledger was looked at after the start. No worker does anything before. */
  async passed(): Promise<void> {
    if (this.last) return;
    this.starting ??= this.start().finally(() => (this.starting = null));
    await this.starting;
  }

  /** One sign of life, unless the one before is gone: then a quarantine begins first. */
  async keep(): Promise<void> {
    await this.passed();
    const { store } = this.tools;
    const opened = [...this.unseen, ...this.tools.journal.takeOpened()];
    this.unseen = opened;
    const [own, newest, kept] = await store.read(async (unit) => [
      await unit.heartbeats.find(this.name),
      await unit.heartbeats.newest(),
      await unit.payments.findMany(opened),
    ]);
    // A backup may be newer than the last sign of life and older than an order.
    const isOrderGone = kept.length < opened.length;
    if (this.last && (!own || own.at < this.last.at || isOrderGone)) {
      await this.suspect({
        reason: 'ledger_set_back',
        since: own?.at ?? newest ?? this.last.at,
        lastAlive: newest,
      });
    }
    this.unseen = [];
    await this.replayUnseen();
    await this.beatOnce();
  }

  /** Another replica may have begun a quarantine and ended it between two looks of this one. */
  private async replayUnseen(): Promise<void> {
    const { store, replay } = this.tools;
    const [latest] = await store.read((unit) => unit.quarantines.list(null, 1));
    if (latest && !replay.isDoneFor(latest.id)) await replay.once(latest);
  }

  private async start(): Promise<void> {
    const suspicion = await this.suspicionAtStart();
    if (suspicion) await this.suspect(suspicion);
    await this.beatOnce();
  }

  private async suspicionAtStart(): Promise<Suspicion | null> {
    const { store, clock, check } = this.tools;
    const findings = await check.findings();
    const [lastAlive, newest] = await store.read(async (unit) => [
      await unit.heartbeats.newest(),
      await unit.payments.newest(),
    ]);
    const isAhead = findings.orders.length > 0 || findings.postings.length > 0 || findings.isMarkForgotten;
    const written = lastAlive ?? newest?.createdAt ?? clock.now();
    if (isAhead) {
      const since = findings.since && findings.since < written ? findings.since : written;
      return { reason: 'ledger_behind_journal', since, lastAlive };
    }
    const isLong = lastAlive === null || clock.now().getTime() - lastAlive.getTime() > this.afterStopMs;
    return newest && isLong ? { reason: 'stopped_long', since: written, lastAlive } : null;
  }

  private async suspect(suspicion: Suspicion): Promise<void> {
    this.tools.replay.forget();
    const { quarantine } = await this.tools.begin.execute({ ...suspicion, note: null, by: BY });
    // Now, and not with the next look: the proof may be over before it.
    await this.tools.replay.once(quarantine);
  }

  /** Written to the database first: what the journal marks, the database has had. */
  private async beatOnce(): Promise<void> {
    const { store, journal, clock } = this.tools;
    const now = clock.now();
    // Always later than the one before: a clock that goes back must not look like a ledger that was set back, nor hide one.
    const at = this.last && this.last.at >= now ? new Date(this.last.at.getTime() + 1) : now;
    const beat = { name: this.name, at };
    await store.unitOfWork(async (unit) => {
      await unit.heartbeats.beat(beat);
      await unit.heartbeats.prune(clock.after(-REMEMBERED_MS));
    });
    this.last = beat;
    await journal.mark(beat);
  }
}
