import type { CabinetReads } from '../../billing/cabinet-reads';
import type { DayRange, PaymentHistory, Subscriber } from '../../billing/cabinet.port';
import type { Known } from '../../billing/wrappers/last-known';
import { paymentIdOfCredit } from '../../ledger/document-numbers';
import type { LedgerStore } from '../../ledger/ledger-store.port';
import type { Payment } from '../../ledger/payment';
import type { BusinessDays } from '../../shared/business-days';
import { byPlace, type HistoryPlace } from './history-cursor';
import { itemOfEntry, itemOfPayment, type HistoryItem } from './history-item';

export interface HistoryRequest {
  readonly subscriber: Subscriber;
  readonly agreementId: string;
  readonly days: DayRange;
  /** Null begins with the newest. */
  readonly after: HistoryPlace | null;
  readonly limit: number;
}

export interface HistoryPage {
  readonly items: readonly HistoryItem[];
  readonly hasMore: boolean;
  readonly completeFrom: string;
  readonly asOf: Date;
  readonly isStale: boolean;
}

/** No subscriber has more than a few orders open at one time. */
const ON_THEIR_WAY_MAX = 100;

/** What was paid for an agreement by all channels, with what is on its way there through us. */
export class ReadHistory {
  constructor(
    private readonly reads: CabinetReads,
    private readonly store: LedgerStore,
    private readonly businessDays: BusinessDays,
  ) {}

  /** @throws UpstreamError as `CabinetPort.getHistory` does */
  async page({ subscriber, agreementId, days, after, limit }: HistoryRequest): Promise<HistoryPage> {
    const madeSince = this.businessDays.named(days.from).from;
    // Read before billing: what billing gets in between is then seen twice, and dropped here, rather than not at all.
    const payments = await this.store.read((unit) =>
      unit.payments.onTheirWay(subscriber.uid, agreementId, madeSince, ON_THEIR_WAY_MAX),
    );
    const known = await this.reads.history(subscriber, agreementId, days);
    const items = this.merge(known, payments, days).filter((item) => !after || byPlace(after, item) < 0);
    const { value, asOf, isStale } = known;
    return {
      items: items.slice(0, limit),
      hasMore: items.length > limit,
      completeFrom: value.completeFrom,
      asOf,
      isStale,
    };
  }

  private merge(
    { value }: Known<PaymentHistory>,
    payments: readonly Payment[],
    days: DayRange,
  ): HistoryItem[] {
    const billed = new Set(
      value.entries.map(({ documentNumber }) => documentNumber && paymentIdOfCredit(documentNumber)),
    );
    const ours = payments
      .filter(({ id }) => !billed.has(id))
      .map((payment) => itemOfPayment(payment, this.businessDays))
      .filter(({ view }) => view.paidOn <= days.to);
    const items = value.entries.map((entry) => itemOfEntry(entry, this.businessDays));
    return [...items, ...ours].sort(byPlace);
  }
}
