import type { BillingAccount } from '../../src/billing/billing.port';
import { AdoptedOrders } from '../../src/ledger/adopted-orders';
import type { Payment } from '../../src/ledger/payment';
import type { SuspenseCase, SuspenseEvent } from '../../src/ledger/suspense-case';
import { Transfers } from '../../src/ledger/transfers';
import { BusinessDays } from '../../src/shared/business-days';
import { kopecks } from '../../src/shared/money';
import { ApproveMove } from '../../src/suspense/approve-move';
import { CaseBook } from '../../src/suspense/case-book';
import { DismissCase } from '../../src/suspense/dismiss-case';
import { FindCases, type FindingPlan } from '../../src/suspense/find-cases';
import { GatherFacts } from '../../src/suspense/gather-facts';
import { OpenByPerson } from '../../src/suspense/open-by-person';
import type { OrderInBooks } from '../../src/suspense/orders-in-books';
import { ProposeMove } from '../../src/suspense/propose-move';
import { ReadCase } from '../../src/suspense/read-case';
import { SettleCases } from '../../src/suspense/settle-cases';
import type { SuspenseDesk } from '../../src/suspense/suspense-desk';
import { ScriptedAcquirer, ScriptedBilling, TestLedger } from './fakes';

export const FINDING: FindingPlan = { windowMs: 168 * 3_600_000, doubledWithinMs: 600_000 };
export const SETTLE_MS = 15_000;

const never = (): boolean => false;

/** The desk of money in suspense over a ledger, between a scripted bank and a billing of a few subscribers. */
export class SuspenseHouse {
  readonly acquirer = new ScriptedAcquirer();
  readonly billing = new ScriptedBilling();
  readonly inBooks: OrderInBooks[] = [];
  readonly accounts = new Map<string, BillingAccount>();
  readonly book: CaseBook;
  readonly desk: SuspenseDesk;
  readonly opening: OpenByPerson;
  readonly proposing: ProposeMove;
  readonly approving: ApproveMove;
  readonly dismissing: DismissCase;
  readonly reading: ReadCase;
  readonly settling: SettleCases;

  constructor(readonly ledger = new TestLedger()) {
    const { store, clock, ids, tools, wakeup } = ledger;
    const { acquirer, billing } = this;
    this.book = new CaseBook(store, clock, ids);
    const transfers = new Transfers(tools, SETTLE_MS);
    const adoptedOrders = new AdoptedOrders(tools);
    this.desk = { store, book: this.book, transfers, adoptedOrders, billing, acquirer, wakeup, clock };
    this.opening = new OpenByPerson(this.desk);
    this.proposing = new ProposeMove(this.desk);
    this.approving = new ApproveMove(this.desk);
    this.dismissing = new DismissCase(this.desk);
    this.reading = new ReadCase(this.desk, new GatherFacts(store, billing));
    this.settling = new SettleCases(store, this.book);
    this.subscriber('940', ['1940', '001'], ['1943', '004']);
    this.subscriber('941', ['1941', '002']);
    billing.on.findOwner.always((id) => this.ownerOf(id));
    billing.on.getAccount.always((uid) => this.accounts.get(uid)!);
  }

  subscriber(uid: string, ...agreements: readonly (readonly [id: string, number: string])[]): void {
    this.accounts.set(uid, {
      uid,
      login: uid,
      fullName: `Абонент ${uid}`,
      email: null,
      phone: null,
      isArchived: false,
      agreements: agreements.map(([agreementId, number]) => ({
        agreementId,
        number,
        paymentCode: null,
        balanceKopecks: kopecks(0),
        operatorName: 'ООО «Сеть»',
        isOpen: true,
        serviceAccounts: null,
      })),
    });
  }

  /** Closes an agreement, or gives it another number. */
  alter(id: string, changes: { readonly isOpen?: boolean; readonly number?: string }): void {
    for (const [uid, account] of this.accounts) {
      const agreements = account.agreements.map((one) =>
        one.agreementId === id ? { ...one, ...changes } : one,
      );
      this.accounts.set(uid, { ...account, agreements });
    }
  }

  /** A worker of another replica each time. */
  find(plan = FINDING): Promise<void> {
    return this.finder(plan).run(never);
  }

  finder(plan = FINDING): FindCases {
    const { store, clock } = this.ledger;
    const inBooks = { unknown: () => Promise.resolve(this.inBooks) };
    return new FindCases(store, this.book, inBooks, new BusinessDays('Europe/Moscow'), clock, plan);
  }

  settle(): Promise<void> {
    return this.settling.run(never);
  }

  cases(): Promise<readonly SuspenseCase[]> {
    return this.ledger.store.read((unit) => unit.suspense.list({}, null, 100));
  }

  events(id: string): Promise<readonly SuspenseEvent[]> {
    return this.ledger.store.read((unit) => unit.suspense.events(id));
  }

  async wrong(payment: Payment): Promise<SuspenseCase> {
    return (await this.opening.execute(payment.id, 'Платил за соседа', 'key:one')).suspense;
  }

  propose(id: string, agreementId = '1941', by = 'key:one'): Promise<SuspenseCase> {
    return this.proposing.execute(id, { agreementId, note: 'Абонент назвал договор' }, by);
  }

  approve(id: string, by = 'key:two', version: number | null = null): Promise<SuspenseCase> {
    return this.approving.execute(id, version, by);
  }

  private ownerOf(agreementId: string): string | null {
    const owner = [...this.accounts.values()].find(({ agreements }) =>
      agreements.some((one) => one.agreementId === agreementId),
    );
    return owner?.uid ?? null;
  }
}
