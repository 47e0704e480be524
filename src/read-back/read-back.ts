import { Logger } from '@nestjs/common';
import type { BillingPort } from '../billing/billing.port';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { ReadBackNotes } from '../ledger/read-back-notes';
import { BusinessDays, type BusinessDay } from '../shared/business-days';
import type { Clock } from '../shared/clock';
import type { Ids } from '../shared/ids';
import { runWithRequestId } from '../shared/request-context';
import { UpstreamError } from '../shared/upstream-errors';
import { Walk } from './walk';

export interface ReadBackPlan {
  /** How far back billing is read each time. */
  readonly windowMs: number;
  /** How long billing may take to show what it has answered to be posted. */
  readonly graceMs: number;
  /** Zone of billing's dates. */
  readonly timeZone: string;
}

/** Learns of each reading that came to its end how many strangers it met. */
export type ReadBackObserver = (strangers: number) => void;

/**
 * Reads billing apart from who posts, and holds it against the ledger: whatever a hand altered, doubled or took away there
 * is named. Several replicas may read at one time; each finding is told once.
 */
export class ReadBack {
  private readonly logger = new Logger('ReadBack');
  private readonly days: BusinessDays;
  /** Record ids of those told of, so that one is not told of at each reading. */
  private strangersTold: ReadonlySet<string> = new Set();

  constructor(
    private readonly store: LedgerStore,
    private readonly notes: ReadBackNotes,
    private readonly billing: BillingPort,
    private readonly plan: ReadBackPlan,
    private readonly tools: { readonly clock: Clock; readonly ids: Ids },
    private readonly observe: ReadBackObserver,
  ) {
    this.days = new BusinessDays(plan.timeZone);
  }

  /** One reading. When billing fails it ends there: the next one begins anew. */
  async run(isStopped: () => boolean): Promise<void> {
    await runWithRequestId(this.tools.ids.next(), async () => {
      try {
        await this.read(isStopped);
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        this.logger.warn({ upstreamError: error.message }, 'Billing could not be read to the end');
      }
    });
  }

  private async read(isStopped: () => boolean): Promise<void> {
    const { store, notes, billing, days } = this;
    const posterId = await billing.getPosterId();
    const settledBefore = this.tools.clock.after(-this.plan.graceMs);
    const walk = new Walk({ store, notes, billing, days, posterId, settledBefore });
    if (!(await walk.through(await this.daysToRead(), isStopped))) return;
    if (walk.unreadable > 0) {
      this.logger.warn({ credits: walk.unreadable }, 'Credits of another manager cannot be read back');
    }
    for (const [recordId, { receipt }] of walk.strangers) {
      if (this.strangersTold.has(recordId)) continue;
      this.logger.error(
        { receipt, recordId },
        'Billing holds a receipt of ours that the ledger does not know',
      );
    }
    this.strangersTold = new Set(walk.strangers.keys());
    this.observe(walk.strangers.size);
  }

  /** Those of the window, and older ones of which something is still to be read. */
  private async daysToRead(): Promise<readonly BusinessDay[]> {
    const now = this.tools.clock.now();
    const postedSince = this.tools.clock.after(-this.plan.windowMs);
    const window = this.days.between(postedSince, now);
    const paidBefore = window.at(-1)?.from ?? postedSince;
    const dates = await this.store.read((unit) => unit.readBack.datesToRead({ paidBefore, postedSince }));
    return [...window, ...dates.map((date) => this.days.dayOf(date))];
  }
}
