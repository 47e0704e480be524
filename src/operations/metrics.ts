import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { Clock } from '../shared/clock';
import type { ObservedCall } from '../shared/upstream-observer';

const PREFIX = 'billing_adapter_';
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Every figure that the service shows. No label names a subscriber. */
export class Metrics {
  readonly registry = new Registry();

  private readonly upstream = new Histogram({
    name: `${PREFIX}upstream_request_duration_seconds`,
    help: 'Calls to bank and billing: how long, and how they ended',
    labelNames: ['upstream', 'operation', 'outcome'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly unknownOutcomes = new Counter({
    name: `${PREFIX}unknown_outcomes_total`,
    help: 'Calls whose outcome had to be asked about',
    labelNames: ['upstream', 'operation'],
    registers: [this.registry],
  });
  private readonly notifications = new Counter({
    name: `${PREFIX}notifications_total`,
    help: 'Notifications of the bank by what came of them',
    labelNames: ['outcome', 'refusal'],
    registers: [this.registry],
  });
  private readonly notificationDuration = new Histogram({
    name: `${PREFIX}notification_duration_seconds`,
    help: 'From a notification to our answer; a payer waits for it',
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly postings = new Counter({
    name: `${PREFIX}posting_attempts_total`,
    help: 'Tries to post into billing by how they ended',
    labelNames: ['kind', 'outcome'],
    registers: [this.registry],
  });
  private readonly postingLag = new Histogram({
    name: `${PREFIX}posting_lag_seconds`,
    help: 'From the bank’s confirmation to the credit in billing',
    buckets: [...SECONDS, 60, 300, 3600, 86_400],
    registers: [this.registry],
  });

  private readonly journalFailures = new Counter({
    name: `${PREFIX}journal_failures_total`,
    help: 'Entries that could not be written to the journal in time',
    registers: [this.registry],
  });

  private readonly strangers = new Gauge({
    name: `${PREFIX}read_back_strangers`,
    help: 'Receipts of ours in force in billing that the ledger does not know, at the last reading of this process',
    registers: [this.registry],
  });
  private readonly readAt = new Gauge({
    name: `${PREFIX}read_back_last_success_timestamp_seconds`,
    help: 'When this process last read billing to the end, in seconds since 1970; 0 when it did not yet',
    registers: [this.registry],
  });

  constructor(
    private readonly store: LedgerStore,
    private readonly clock: Clock,
    /** How far back credits are expected to have been read back from billing. */
    private readonly readBackWindowMs: number,
  ) {
    collectDefaultMetrics({ register: this.registry, prefix: PREFIX });
    this.gauge('unconfirmed_orders', 'Orders that are neither paid nor ended', () =>
      this.store.read((unit) => unit.payments.countOpen()),
    );
    this.gauge('payments_flagged', 'Payments that wait for an operator’s eye', () =>
      this.store.read((unit) => unit.payments.countFlagged()),
    );
    this.gauge('postings_parked', 'Postings that wait for a person', () =>
      this.store.read((unit) => unit.postings.countParked()),
    );
    this.gaugeUnpostedMoney();
    this.gaugeReadBack();
    this.gaugeQuarantine();
  }

  upstreamCall({ upstream, operation, outcome, durationMs }: ObservedCall): void {
    this.upstream.observe({ upstream, operation, outcome }, durationMs / 1000);
    if (outcome === 'unknown_outcome') this.unknownOutcomes.inc({ upstream, operation });
  }

  journalFailed(): void {
    this.journalFailures.inc();
  }

  notification(outcome: string, durationMs: number, refusal: string | null): void {
    this.notifications.inc({ outcome, refusal: refusal ?? '' });
    this.notificationDuration.observe(durationMs / 1000);
  }

  postingAttempt(kind: string, outcome: string, confirmedAt: Date): void {
    this.postings.inc({ kind, outcome });
    if (outcome === 'posted')
      this.postingLag.observe((this.clock.now().getTime() - confirmedAt.getTime()) / 1000);
  }

  /** Billing was read to the end, and this many receipts met that nobody here knows. */
  readBack(strangers: number): void {
    this.strangers.set(strangers);
    this.readAt.set(this.clock.now().getTime() / 1000);
  }

  /** Errors that reconciliation found and nobody has settled yet, by class, and when a run last came to its end. */
  watchReconciliation(books: {
    openErrors(): Promise<ReadonlyMap<string, number>>;
    lastDoneAt(): Promise<Date | null>;
  }): void {
    new Gauge({
      name: `${PREFIX}reconciliation_discrepancies`,
      help: 'Open discrepancies between bank, ledger and billing that are errors, by class',
      labelNames: ['class'],
      registers: [this.registry],
      async collect() {
        for (const [name, count] of await books.openErrors()) this.set({ class: name }, count);
      },
    });
    this.gauge(
      'reconciliation_last_success_timestamp_seconds',
      'When a reconciliation last came to its end, in seconds since 1970; 0 when none has yet',
      async () => ((await books.lastDoneAt())?.getTime() ?? 0) / 1000,
    );
  }

  private gauge(name: string, help: string, read: () => Promise<number>): void {
    new Gauge({
      name: `${PREFIX}${name}`,
      help,
      registers: [this.registry],
      async collect() {
        this.set(await read());
      },
    });
  }

  private gaugeQuarantine(): void {
    const read = () => this.store.read((unit) => unit.quarantines.open());
    this.gauge('quarantine_open', '1 while nothing is posted because of a quarantine', async () =>
      (await read()) ? 1 : 0,
    );
    this.gauge('quarantine_age_seconds', 'Age of the open quarantine; 0 when there is none', async () => {
      const open = await read();
      return open ? (this.clock.now().getTime() - open.beganAt.getTime()) / 1000 : 0;
    });
  }

  /** What the reader of billing has found and left on the credits, and how long the oldest waits for it. */
  private gaugeReadBack(): void {
    this.gauge('read_back_findings', 'Credits that billing holds otherwise than they were posted', () =>
      this.store.read((unit) => unit.readBack.countFindings()),
    );
    this.gauge(
      'oldest_unread_posting_age_seconds',
      'Since when the oldest posted credit of the window is not read back from billing; 0 when all are',
      async () => {
        const since = this.clock.after(-this.readBackWindowMs);
        const oldest = await this.store.read((unit) => unit.readBack.oldestUnread(since));
        return oldest ? (this.clock.now().getTime() - oldest.getTime()) / 1000 : 0;
      },
    );
  }

  /** Kopecks that the bank confirmed and billing does not have, and how long the oldest of them waits. */
  private gaugeUnpostedMoney(): void {
    const read = () => this.store.read((unit) => unit.postings.unpostedMoney());
    this.gauge(
      'unposted_kopecks',
      'Kopecks that the bank confirmed and billing does not have',
      async () => (await read()).kopecks,
    );
    this.gauge(
      'oldest_unposted_age_seconds',
      'Age of the oldest confirmed payment that billing does not have; 0 when there is none',
      async () => {
        const { oldestSince } = await read();
        return oldestSince ? (this.clock.now().getTime() - oldestSince.getTime()) / 1000 : 0;
      },
    );
  }
}
