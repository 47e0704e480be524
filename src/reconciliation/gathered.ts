import type { RegistryLine } from '../books/registry-line';
import { RECEIPT_PREFIX } from '../ledger/document-numbers';
import type { BusinessDay, BusinessDays } from '../shared/business-days';
import { dayAfter } from '../shared/calendar-day';
import type { Billed } from './billed';
import type { BankFact, CompareTerms, DayFacts, LedgerFact } from './compare/facts';
import { foldRegistry } from './compare/fold-registry';
import { paymentIdOfDocument } from './compare/named-payment';
import type { LedgerFacts } from './ledger-facts';
import type { RegistryFacts } from './registry-facts';

/** What a comparison is about, and by what rules. */
export interface ComparedDay {
  readonly day: BusinessDay & { readonly name: string };
  readonly terminal: string;
  readonly timeZone: string;
  readonly tellsStrangers: boolean;
  readonly posterId: string;
  readonly terms: CompareTerms;
}

/** All that a comparison rests on, as far as it was read. */
export class Gathered {
  private registryFacts: readonly BankFact[] = [];
  private registryDays: readonly string[] = [];

  constructor(
    private readonly about: ComparedDay,
    private readonly days: BusinessDays,
    readonly ledger: LedgerFacts,
    readonly billed: Billed,
    private stateFacts: readonly BankFact[],
  ) {}

  /** Reads what the ledger has of all that bank and billing speak of. */
  async readLedger(registry: RegistryFacts | null): Promise<void> {
    const { day } = this.about;
    const [before, after] = [this.days.dayOf(new Date(day.from.getTime() - 1)), this.days.dayOf(day.to)];
    await this.ledger.accounted(before.from, after.to);
    await this.ledger.refunded(day.from, day.to);
    await this.readNamedByBank(
      this.stateFacts.flatMap(({ orderId }) => orderId ?? []),
      [],
    );
    if (registry) await this.readRegistry(registry);
    await this.readNamedByBilling();
  }

  /** Payments of the day, and those that went back on it, as the ledger or a registry knows. */
  get told(): readonly LedgerFact[] {
    const { day, terminal } = this.about;
    const isOfDay = (moment: Date | null): boolean =>
      moment !== null && moment >= day.from && moment < day.to;
    const returned = this.registryFacts.filter(({ returnedAt }) => isOfDay(returnedAt));
    const names = new Set(returned.flatMap(({ orderId, acquirerPaymentId: id }) => [orderId, id]));
    return this.ledger.all.filter(
      (payment) =>
        payment.terminal === terminal &&
        (isOfDay(payment.accountedAt) ||
          isOfDay(payment.refundedAt) ||
          names.has(payment.orderId) ||
          (payment.acquirerPaymentId !== null && names.has(payment.acquirerPaymentId))),
    );
  }

  /** Puts what was asked again in the place of what the bank said before of the same orders. */
  hearAgain(facts: readonly BankFact[]): void {
    const orders = new Set(facts.map(({ orderId }) => orderId));
    this.stateFacts = [...this.stateFacts.filter(({ orderId }) => !orders.has(orderId)), ...facts];
  }

  facts(now: Date): DayFacts {
    return {
      ...this.about,
      now,
      ledger: this.ledger.all,
      bank: [...this.registryFacts, ...this.statesBeside(this.registryFacts)],
      registryDays: this.registryDays,
      billing: this.billed.records,
    };
  }

  /** What the registries have, they tell with its time; the state of the same payment adds nothing. */
  private statesBeside(registryFacts: readonly BankFact[]): readonly BankFact[] {
    const known = new Set(registryFacts.flatMap(({ acquirerPaymentId }) => acquirerPaymentId ?? []));
    return this.stateFacts.filter(({ acquirerPaymentId: id }) => id === null || !known.has(id));
  }

  private async readRegistry(registry: RegistryFacts): Promise<void> {
    const ofDay = await registry.linesOfDay(this.about.day.name);
    const names = { acquirerPaymentIds: bankIdsOf(ofDay), orderIds: ordersOf(ofDay) };
    await this.readNamedByBank(names.orderIds, names.acquirerPaymentIds);
    const told = new Set([...this.told, ...this.named(names)]);
    const lines = await registry.linesOf({
      acquirerPaymentIds: [
        ...names.acquirerPaymentIds,
        ...[...told].flatMap(({ acquirerPaymentId }) => acquirerPaymentId ?? []),
      ],
      orderIds: [...names.orderIds, ...[...told].map(({ orderId }) => orderId)],
    });
    const nameless = ofDay.filter((line) => line.acquirerPaymentId === null && line.orderId === null);
    this.registryFacts = foldRegistry([...lines, ...nameless]);
    this.registryDays = await this.daysCovered(registry, [...told]);
  }

  private named({
    acquirerPaymentIds,
    orderIds,
  }: {
    acquirerPaymentIds: string[];
    orderIds: string[];
  }): LedgerFact[] {
    const names = new Set([...acquirerPaymentIds, ...orderIds]);
    return this.ledger.all.filter(
      ({ acquirerPaymentId, orderId }) => names.has(orderId) || names.has(acquirerPaymentId ?? ''),
    );
  }

  /** From the first day on which something told of may have been made to the last on which it may have gone back. */
  private daysCovered(registry: RegistryFacts, told: readonly LedgerFact[]): Promise<readonly string[]> {
    const { name } = this.about.day;
    let [first, last] = [dayAfter(name, -1), dayAfter(name, 1)];
    for (const { createdAt, accountedAt, refundedAt } of told) {
      const made = this.days.nameOf(createdAt < accountedAt ? createdAt : accountedAt);
      const gone = this.days.nameOf(refundedAt ?? accountedAt);
      first = made < first ? made : first;
      last = gone > last ? gone : last;
    }
    return registry.daysCovered(dayAfter(first, -1), dayAfter(last, 1));
  }

  private async readNamedByBank(orderIds: readonly string[], bankIds: readonly string[]): Promise<void> {
    const known = new Set(this.ledger.all.map(({ orderId }) => orderId));
    await this.ledger.withOrders(orderIds.filter((orderId) => !known.has(orderId)));
    const knownIds = new Set(this.ledger.all.map(({ acquirerPaymentId }) => acquirerPaymentId));
    await this.ledger.withBankIds(bankIds.filter((id) => !knownIds.has(id)));
  }

  private async readNamedByBilling(): Promise<void> {
    const receipts = this.billed.records
      .map(({ receipt }) => receipt)
      .filter((receipt) => receipt.startsWith(RECEIPT_PREFIX));
    await this.ledger.withReceipts(receipts);
    const ids = receipts.flatMap((receipt) => paymentIdOfDocument(receipt) ?? []);
    await this.ledger.withIds(ids.filter((id) => !this.ledger.of(id)));
  }
}

const bankIdsOf = (lines: readonly RegistryLine[]): string[] =>
  lines.flatMap(({ acquirerPaymentId }) => acquirerPaymentId ?? []);
const ordersOf = (lines: readonly RegistryLine[]): string[] => lines.flatMap(({ orderId }) => orderId ?? []);
