import type { BillingPayment } from '../billing/billing.port';
import { isSuperseded, reversalOf } from '../ledger/chain';
import { readReceipt } from '../ledger/document-numbers';
import type { LedgerStore } from '../ledger/ledger-store.port';
import { isSettled, type Posting } from '../ledger/posting';
import { NOTHING, withNames, type QuarantineReport } from '../ledger/quarantine';

const PREFIX = 'TB-';

/** What billing lists, held against the ledger page by page. Pages are no snapshot: a payment may come twice. */
export class BillingTally {
  /** Credits that the ledger has voided and billing has in force. */
  readonly voidedInForce: Posting[] = [];
  /** Credits of moved payments that the ledger does not know and billing has in force. */
  readonly movedInForce: BillingPayment[] = [];
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
    for (const record of fresh) {
      const { recordId, receipt, isCancelled } = record;
      this.seen.add(recordId);
      const posting = postings.get(receipt);
      if (!posting) this.unknown = withNames(this.unknown, [receipt]);
      if (isCancelled) continue;
      this.inForce.add(receipt);
      if (!posting && isOfMoved(receipt)) this.movedInForce.push(record);
      if (posting?.state === 'voided') this.voidedInForce.push(posting);
      if (posting && !isSettled(posting)) this.heldUnsettled += 1;
    }
  }

  report(): Pick<QuarantineReport['billing'], 'listed' | 'heldUnsettled' | 'unknown'> {
    return { listed: this.seen.size, heldUnsettled: this.heldUnsettled, unknown: this.unknown };
  }
}

function isOfMoved(receipt: string): boolean {
  const parts = readReceipt(receipt);
  return parts?.kind === 'credit' && parts.ordinal > 1;
}

/** Whether a credit is right when it is cancelled: all was refunded, or the money was moved to another agreement. */
export async function isToBeUndone(store: LedgerStore, credit: Posting): Promise<boolean> {
  const { payment, postings } = await store.read(async (unit) => ({
    payment: await unit.payments.find(credit.paymentId),
    postings: await unit.postings.ofPayment(credit.paymentId),
  }));
  const isMoved = isSuperseded(credit, postings) || reversalOf(credit, postings) !== null;
  return payment?.status === 'refunded' || isMoved;
}
