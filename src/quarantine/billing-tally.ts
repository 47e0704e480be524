import type { BillingPayment } from '../billing/billing.port';
import type { LedgerStore } from '../ledger/ledger-store.port';
import { isSettled, type Posting } from '../ledger/posting';
import { NOTHING, withNames, type QuarantineReport } from '../ledger/quarantine';

const PREFIX = 'TB-';

/** What billing lists, held against the ledger page by page. Pages are no snapshot: a payment may come twice. */
export class BillingTally {
  /** Credits that the ledger has voided and billing has in force. */
  readonly voidedInForce: Posting[] = [];
  private readonly seen = new Set<string>();
  private readonly inForce = new Set<string>();
  private heldUnsettled = 0;
  private unknown = NOTHING;

  constructor(private readonly store: LedgerStore) {}

  hasInForce(receipt: string): boolean {
    return this.inForce.has(receipt);
  }

  async take(payments: readonly BillingPayment[]): Promise<void> {
    const fresh = payments.filter(
      ({ recordId, receipt }) => receipt.startsWith(PREFIX) && !this.seen.has(recordId),
    );
    const rows = await this.store.read((unit) =>
      unit.postings.findByReceipts(fresh.map(({ receipt }) => receipt)),
    );
    const postings = new Map(rows.map((posting) => [posting.receipt, posting]));
    for (const { recordId, receipt, isCancelled } of fresh) {
      this.seen.add(recordId);
      const posting = postings.get(receipt);
      if (!posting) this.unknown = withNames(this.unknown, [receipt]);
      if (isCancelled) continue;
      this.inForce.add(receipt);
      if (posting?.state === 'voided') this.voidedInForce.push(posting);
      if (posting && !isSettled(posting)) this.heldUnsettled += 1;
    }
  }

  report(): Pick<QuarantineReport['billing'], 'listed' | 'heldUnsettled' | 'unknown'> {
    return { listed: this.seen.size, heldUnsettled: this.heldUnsettled, unknown: this.unknown };
  }
}

export async function isRefunded(store: LedgerStore, paymentId: string): Promise<boolean> {
  const payment = await store.read((unit) => unit.payments.find(paymentId));
  return payment?.status === 'refunded';
}
