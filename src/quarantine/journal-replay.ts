import { Logger } from '@nestjs/common';
import type { LedgerStore } from '../ledger/ledger-store.port';
import { withNames, type Quarantine } from '../ledger/quarantine';
import type { RestoredOrders } from '../ledger/restored-orders';
import { advance } from './advance';
import type { JournalCheck } from './journal-check';

/** Makes the orders again that this replica's journal names and the ledger lacks. Every replica does so for its own. */
export class JournalReplay {
  private readonly logger = new Logger('Quarantine');
  /** The quarantine for which this process has done it. */
  private doneFor: string | null = null;

  constructor(
    private readonly store: LedgerStore,
    private readonly check: JournalCheck,
    private readonly restoredOrders: RestoredOrders,
  ) {}

  isDoneFor(id: string): boolean {
    return this.doneFor === id;
  }

  /** What was done is to be done again: the ledger was set back once more. */
  forget(): void {
    this.doneFor = null;
  }

  /** @returns the quarantine after it, or null once it has ended */
  async once(quarantine: Quarantine): Promise<Quarantine | null> {
    if (this.doneFor === quarantine.id && quarantine.phase !== 'journal') return quarantine;
    const findings = await this.check.findings();
    if (findings.unreadable.length > 0) {
      const line = { quarantineId: quarantine.id, lines: findings.unreadable.slice(0, 20) };
      this.logger.error(line, 'Lines of the journal cannot be read: what they name may be missing here');
    }
    const remade: string[] = [];
    for (const order of findings.orders) {
      if (await this.restoredOrders.restore(order)) remade.push(order.orderId);
    }
    this.doneFor = quarantine.id;
    return advance(this.store, quarantine.id, ({ phase, report }) => ({
      phase: phase === 'journal' ? 'bank' : phase,
      report: {
        ...report,
        journal: {
          entries: report.journal.entries + findings.entries,
          unreadable: report.journal.unreadable + findings.unreadable.length,
          ordersRemade: withNames(report.journal.ordersRemade, remade),
          postingsBehind: withNames(report.journal.postingsBehind, findings.postings),
        },
      },
    }));
  }
}
