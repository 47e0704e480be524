import type { InboxEntry } from '../ledger/inbox-entry';
import { lastCredit, reversalOf } from '../ledger/chain';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { DoubledPayments } from '../ledger/suspense-rows.port';
import type { BusinessDays } from '../shared/business-days';
import type { Clock } from '../shared/clock';
import { identityOfCredit, identityOfOrder, type CaseBook } from './case-book';
import { chainOf, isRefusedByAgreement } from './chains';
import type { OrderInBooks, OrdersInBooks } from './orders-in-books';

export interface FindingPlan {
  /** How far back unknown orders and doubled ones are looked for, ms. */
  readonly windowMs: number;
  /** Two payments that are alike count as doubled within this time, ms; 0 looks for none. */
  readonly doubledWithinMs: number;
}

const ACTOR = 'worker:suspense';
const PAGE = 200;
/** A row may be seen only so long after its time: clocks differ, and transactions last. */
const SEEN_LATE_MS = 15 * 60_000;

/** Finds money that stands where it should not and opens a case for it. Every step may be taken again, by any replica. */
export class FindCases {
  /** Up to here this process has seen the inbox. */
  private inboxSeenTo: string | null = null;
  private doubledSeenTo: Date | null = null;

  constructor(
    private readonly store: LedgerStore,
    private readonly book: CaseBook,
    private readonly inBooks: Pick<OrdersInBooks, 'unknown'>,
    private readonly days: BusinessDays,
    private readonly clock: Clock,
    private readonly plan: FindingPlan,
  ) {}

  async run(isStopped: () => boolean): Promise<void> {
    const steps = [() => this.parked(), () => this.inInbox(), () => this.inTheBooks(), () => this.doubled()];
    for (const step of steps) {
      if (!isStopped()) await step();
    }
  }

  private async parked(): Promise<void> {
    for (let after: string | null = null; ;) {
      const page = await this.store.read((unit) => unit.postings.parked(after, PAGE));
      for (const posting of page.filter(isRefusedByAgreement)) await this.openParked(posting.paymentId);
      if (page.length < PAGE) return;
      after = page.at(-1)?.id ?? null;
    }
  }

  private async openParked(paymentId: string): Promise<void> {
    const chain = await chainOf(this.store, paymentId);
    if (!chain?.credit || !isRefusedByAgreement(chain.credit)) return;
    const { payment, credit } = chain;
    await this.book.open(
      {
        identity: identityOfCredit('closed_agreement', credit.receipt),
        kind: 'closed_agreement',
        paymentId: payment.id,
        relatedPaymentId: null,
        orderId: payment.orderId,
        acquirerPaymentId: payment.acquirerPaymentId,
        terminal: payment.terminal,
        amountKopecks: payment.amountKopecks,
        source: 'postings',
        text: credit.parkedReason,
        paidAt: payment.confirmedAt ?? payment.createdAt,
      },
      ACTOR,
    );
  }

  private async inInbox(): Promise<void> {
    const now = this.clock.now().getTime();
    for (let after = this.inboxSeenTo; ;) {
      const since = new Date(now - this.plan.windowMs);
      const page = await this.store.read((unit) => unit.suspenseSearch.unknownOrders(since, after, PAGE));
      for (const entry of page) {
        await this.openUnknown(heardIn(entry));
        if (entry.receivedAt.getTime() < now - SEEN_LATE_MS) this.inboxSeenTo = entry.id;
      }
      if (page.length < PAGE) return;
      after = page.at(-1)?.id ?? null;
    }
  }

  private async inTheBooks(): Promise<void> {
    const since = this.days.nameOf(this.clock.after(-this.plan.windowMs));
    for (const order of await this.inBooks.unknown(since, PAGE)) await this.openUnknown(order);
  }

  private async openUnknown(heard: Heard | null): Promise<void> {
    if (!heard) return;
    const [known] = await this.store.read((unit) => unit.suspenseSearch.paymentsOf([heard.orderId]));
    if (known) return;
    await this.book.open(
      {
        ...heard,
        identity: identityOfOrder(heard.terminal, heard.orderId),
        kind: 'unknown_order',
        paymentId: null,
        relatedPaymentId: null,
      },
      ACTOR,
    );
  }

  private async doubled(): Promise<void> {
    const { doubledWithinMs, windowMs } = this.plan;
    if (doubledWithinMs === 0) return;
    const begun = this.clock.now();
    const confirmedSince = this.doubledSeenTo ?? new Date(begun.getTime() - windowMs);
    for (let after: string | null = null; ;) {
      const terms = { confirmedSince, withinMs: doubledWithinMs };
      const page = await this.store.read((unit) => unit.suspenseSearch.doubled(terms, after, PAGE));
      for (const pair of page) await this.openDoubled(pair);
      if (page.length < PAGE) break;
      after = page.at(-1)?.second.id ?? null;
    }
    this.doubledSeenTo = new Date(begun.getTime() - SEEN_LATE_MS);
  }

  /** Where the money of the two stands now decides, not where it was ordered to. */
  private async openDoubled({ first, second }: DoubledPayments): Promise<void> {
    const standsOn = async (id: string): Promise<string | null> => {
      const postings = await this.store.read((unit) => unit.postings.ofPayment(id));
      const credit = lastCredit(postings);
      return credit && !reversalOf(credit, postings) ? credit.agreementId : null;
    };
    const [one, other] = [await standsOn(first.id), await standsOn(second.id)];
    if (one === null || one !== other) return;
    await this.book.open(
      {
        identity: `doubled_order:${second.id}`,
        kind: 'doubled_order',
        paymentId: second.id,
        relatedPaymentId: first.id,
        orderId: second.orderId,
        acquirerPaymentId: second.acquirerPaymentId,
        terminal: second.terminal,
        amountKopecks: second.amountKopecks,
        source: 'payments',
        text: null,
        paidAt: second.confirmedAt ?? second.createdAt,
      },
      ACTOR,
    );
  }
}

type Heard = Omit<OrderInBooks, 'source'> & { readonly source: 'inbox' | OrderInBooks['source'] };

/** Only money that was taken makes a case: what is refused, held or given back is nobody's. */
function heardIn({ bankStatus, receivedAt }: InboxEntry): Heard | null {
  if (bankStatus?.state !== 'confirmed') return null;
  const { orderId, acquirerPaymentId, terminal, amountKopecks } = bankStatus;
  return {
    orderId,
    acquirerPaymentId,
    terminal,
    amountKopecks,
    text: null,
    paidAt: receivedAt,
    source: 'inbox',
  };
}
