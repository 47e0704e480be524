import { Logger } from '@nestjs/common';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { Quarantine } from '../ledger/quarantine';
import { UpstreamError } from '../shared/upstream-errors';
import { BankSilent, type BankProof } from './bank-proof';
import type { BillingProof } from './billing-proof';
import type { EndQuarantine } from './end-quarantine';
import type { JournalReplay } from './journal-replay';

export const PROVEN_BY = 'worker:quarantine';

/**
 * Proves, while a quarantine is open, what bank and billing already hold, and ends it. Every step may be taken again, and by
 * two replicas beside each other.
 */
export class ProveHoldings {
  private readonly logger = new Logger('Quarantine');

  constructor(
    private readonly store: LedgerStore,
    private readonly replay: JournalReplay,
    private readonly bank: BankProof,
    private readonly billing: BillingProof,
    private readonly end: EndQuarantine,
  ) {}

  async run(isStopped: () => boolean): Promise<void> {
    let quarantine = await this.store.read((unit) => unit.quarantines.open());
    try {
      while (quarantine && !isStopped()) quarantine = await this.step(quarantine, isStopped);
    } catch (error) {
      if (!(error instanceof UpstreamError || error instanceof BankSilent)) throw error;
      const line = { quarantineId: quarantine?.id, phase: quarantine?.phase, upstreamError: error.message };
      this.logger.warn(line, 'The proof waits for an answer; nothing is posted meanwhile');
    }
  }

  private async step(quarantine: Quarantine, isStopped: () => boolean): Promise<Quarantine | null> {
    const replayed = await this.replay.once(quarantine);
    switch (replayed?.phase) {
      case 'bank':
        return this.bank.run(replayed, isStopped);
      case 'billing': {
        const billing = await this.billing.run(replayed);
        const { kind } = await this.end.execute(replayed.id, PROVEN_BY, billing);
        return kind === 'ended' ? null : this.store.read((unit) => unit.quarantines.open());
      }
      default:
        return replayed;
    }
  }
}
