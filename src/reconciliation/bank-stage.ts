import type { LedgerStore } from '../ledger/ledger-store.port';
import type { Payment } from '../ledger/payment';
import { withNames } from '../ledger/quarantine';
import type { SqlUnits } from '../database/sql-units';
import type { BusinessDays } from '../shared/business-days';
import type { Clock } from '../shared/clock';
import type { Random } from '../shared/random';
import { runAbreast } from '../shared/run-abreast';
import { Rejected, type UpstreamError } from '../shared/upstream-errors';
import { askSurely } from './ask-surely';
import type { BankQuestions } from './bank-questions';
import { ordersToAsk, type OrderToAsk } from './orders-to-ask';
import { RegistryFacts } from './registry-facts';
import type { RunHold } from './run-hold';
import { Sightings, type Sighting } from './sightings';

export interface BankStageTools {
  readonly units: SqlUnits;
  readonly store: LedgerStore;
  readonly days: BusinessDays;
  readonly clock: Clock;
  readonly random: Random;
  /** Questions to the bank at one time. */
  readonly concurrency: number;
}

/** What came of asking about some orders. */
interface Answers {
  readonly sightings: readonly Sighting[];
  readonly unanswered: readonly string[];
  /** Why the first of them got no answer. */
  readonly error: UpstreamError | null;
}

const PAGE = 50;
/** So many orders in a row without any answer are taken for a bank that is away. */
const SILENCE = 10;

/**
 * Asks the bank about the orders of a day. What it says is applied to the ledger as a notification would be, which heals a
 * confirmation or a refund that was never heard of, and is kept for the comparison. After a crash the asking goes on behind
 * the last page that was kept.
 */
export class BankStage {
  constructor(
    private readonly bank: BankQuestions,
    private readonly tools: BankStageTools,
  ) {}

  /**
   * @throws UpstreamError when the bank is away
   * @throws LetGo
   */
  async run(hold: RunHold): Promise<void> {
    const { source, terminal, day } = hold.run;
    if (source === 'registry' || terminal !== this.bank.terminal) return;
    const registry = new RegistryFacts(this.tools.units, terminal);
    const settledBy = source === 'auto' && (await registry.covers(day)) ? registry : null;
    for (let page = await this.page(hold); page.length > 0; page = await this.page(hold)) {
      await this.askPage(hold, page, settledBy);
    }
  }

  private page(hold: RunHold): Promise<readonly OrderToAsk[]> {
    const { day, terminal, cursor } = hold.run;
    const search = { day: this.tools.days.named(day), terminal, limit: PAGE };
    return this.tools.units.alone((connection) => ordersToAsk({ connection, ...search }, cursor));
  }

  private async askPage(
    hold: RunHold,
    page: readonly OrderToAsk[],
    settledBy: RegistryFacts | null,
  ): Promise<void> {
    const before = await this.paymentsOf(page);
    const settled = settledBy ? await settledBy.settled([...before.values()]) : new Set<string>();
    const open = page.filter(({ paymentId }) => paymentId === null || !settled.has(paymentId));
    if (open.length > 0) await this.bank.checkHealth();
    const { sightings, unanswered, error } = await this.askAll(hold, open, before);
    if (error && unanswered.length === open.length && (open.length >= SILENCE || isRefusal(error)))
      throw error;
    const after = await this.paymentsOf(page);
    const moved = [...after.values()].filter(({ id, status }) => before.get(id)?.status !== status);
    const { counts } = hold.run;
    const progress = {
      cursor: page.at(-1)?.cursor ?? null,
      counts: {
        ...counts,
        asked: counts.asked + open.length,
        moved: withNames(
          counts.moved,
          moved.map(({ orderId }) => orderId),
        ),
        unsettled: withNames(counts.unsettled, unanswered),
      },
    };
    await hold.keep(progress, (connection) => new Sightings(connection).keep(hold.run.id, sightings));
  }

  private async askAll(
    hold: RunHold,
    orders: readonly OrderToAsk[],
    payments: ReadonlyMap<string, Payment>,
  ): Promise<Answers> {
    const sightings: Sighting[] = [];
    const unanswered: string[] = [];
    const errors: UpstreamError[] = [];
    await runAbreast(this.tools.concurrency, orders, async (order) => {
      await hold.goOn();
      const { seen, error } = await this.askOne(order, payments.get(order.paymentId ?? ''));
      sightings.push(...seen);
      if (!error) return;
      errors.push(error);
      unanswered.push(order.orderId);
    });
    return { sightings, unanswered, error: errors[0] ?? null };
  }

  /** @returns what the bank said; once more as unanswered where it did not */
  async askOne(
    { orderId, paymentId, toldAt }: Omit<OrderToAsk, 'cursor'>,
    payment: Payment | undefined,
  ): Promise<{ readonly seen: readonly Sighting[]; readonly error: UpstreamError | null }> {
    let seen: Sighting[] = [];
    const see = (status: Sighting['status']): void => {
      seen.push({ orderId, status, paidAt: toldAt, seenAt: this.tools.clock.now() });
    };
    const ask = async (): Promise<void> => {
      seen = [];
      if (payment) await this.bank.ask(payment, see);
      else if (paymentId === null) (await this.bank.askOrder(orderId)).forEach(see);
    };
    const error = await askSurely(ask, this.tools);
    if (error) {
      seen = [];
      see(null);
    }
    return { seen, error };
  }

  private async paymentsOf(page: readonly OrderToAsk[]): Promise<ReadonlyMap<string, Payment>> {
    const ids = page.flatMap(({ paymentId }) => paymentId ?? []);
    const payments =
      ids.length === 0 ? [] : await this.tools.store.read((unit) => unit.payments.findMany(ids));
    return new Map(payments.map((payment) => [payment.id, payment]));
  }
}

/** No such terminal, or a wrong password: it would be the same for every order. */
function isRefusal(error: UpstreamError): boolean {
  return error instanceof Rejected && error.code === 'misconfigured';
}
