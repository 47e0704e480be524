import { BillingRejection, type BillingPayment, type BillingPort } from '../billing/billing.port';
import { Rejected } from '../shared/upstream-errors';

/** Billing's records as they were read, each once; the later word counts. */
export class Billed {
  private readonly byId = new Map<string, BillingPayment>();
  private readonly receiptsSeen = new Set<string>();

  constructor(
    private readonly billing: Pick<BillingPort, 'listPayments' | 'findPayment'>,
    /** Called before each question. */
    private readonly goOn: () => Promise<void>,
  ) {}

  /** Reads all that billing dates within the range. */
  async list(range: { readonly from: Date; readonly to: Date }): Promise<void> {
    let cursor: string | null = null;
    do {
      await this.goOn();
      const page = await this.billing.listPayments(range, cursor);
      page.payments.forEach((record) => this.add(record));
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  /**
   * Looks one receipt up: pages are no snapshot, and a record may bear any date. What only the list showed still counts,
   * since a look answers one record at most.
   */
  async lookUp(receipt: string): Promise<void> {
    await this.goOn();
    try {
      const found = await this.billing.findPayment(receipt);
      if (found) this.add(found);
    } catch (error) {
      const isDoubled = error instanceof Rejected && error.code === BillingRejection.severalInForce;
      if (!isDoubled) throw error;
    }
  }

  has(receipt: string): boolean {
    return this.receiptsSeen.has(receipt);
  }

  get records(): readonly BillingPayment[] {
    return [...this.byId.values()];
  }

  private add(record: BillingPayment): void {
    this.byId.set(record.recordId, record);
    this.receiptsSeen.add(record.receipt);
  }
}
