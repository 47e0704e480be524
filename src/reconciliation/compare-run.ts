import type { Finding } from '../books/discrepancy';
import type { SqlUnits } from '../database/sql-units';
import type { BillingPort } from '../billing/billing.port';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { BusinessDays } from '../shared/business-days';
import type { Clock } from '../shared/clock';
import { runAbreast } from '../shared/run-abreast';
import type { BankQuestions } from './bank-questions';
import type { BankStage } from './bank-stage';
import { Billed } from './billed';
import { compareDay } from './compare/compare-day';
import type { CompareTerms, DayFacts } from './compare/facts';
import { Gathered, type ComparedDay } from './gathered';
import { LedgerFacts } from './ledger-facts';
import { RegistryFacts } from './registry-facts';
import type { RunHold } from './run-hold';
import { Sightings, type Sighting } from './sightings';

export interface CompareTools {
  readonly units: SqlUnits;
  readonly store: LedgerStore;
  readonly billing: BillingPort;
  readonly bank: BankQuestions;
  readonly asking: Pick<BankStage, 'askOne'>;
  readonly days: BusinessDays;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly terms: CompareTerms;
  /** Questions at one time. */
  readonly bankConcurrency: number;
  readonly billingConcurrency: number;
}

export interface Compared {
  readonly facts: DayFacts;
  readonly findings: readonly Finding[];
}

/** These speak of no payment of the ledger that could be asked about again. */
const WITHOUT_PAYMENT: readonly string[] = ['unknown_order', 'not_ours_in_billing'];

/**
 * Reads billing and the ledger and compares them with what the bank has said. All three are read one after the other while
 * payments go on, so before an error counts each of them is asked about it once more.
 */
export class CompareRun {
  constructor(private readonly tools: CompareTools) {}

  /**
   * @throws UpstreamError when billing or the bank is away
   * @throws LetGo
   */
  async execute(hold: RunHold): Promise<Compared> {
    const { terms, clock } = this.tools;
    await hold.keep({ stage: 'billing' });
    const about = await this.aboutOf(hold);
    const billed = new Billed(this.tools.billing, () => hold.goOn());
    await billed.list({
      from: new Date(about.day.from.getTime() - terms.matchBeforeMs),
      to: new Date(about.day.to.getTime() + terms.matchAfterMs),
    });
    await hold.keep({ stage: 'compare' });
    const gathered = await this.gather(hold, about, billed);
    await this.lookUp(
      gathered,
      this.creditsOf(gathered, (receipt) => !billed.has(receipt)),
    );
    await this.lookAgain(hold, gathered, compareDay(gathered.facts(clock.now())));
    const facts = gathered.facts(clock.now());
    const findings = compareDay(facts);
    const counts = { ...hold.run.counts, billed: facts.billing.length, payments: gathered.told.length };
    await hold.keep({ counts: { ...counts, found: findings.length } });
    return { facts, findings };
  }

  private async aboutOf({ run }: RunHold): Promise<ComparedDay> {
    const { days, timeZone, terms, billing, bank } = this.tools;
    return {
      day: { ...days.named(run.day), name: run.day },
      terminal: run.terminal,
      timeZone,
      tellsStrangers: run.terminal === bank.terminal,
      posterId: await billing.getPosterId(),
      terms,
    };
  }

  private async gather(hold: RunHold, about: ComparedDay, billed: Billed): Promise<Gathered> {
    const { units, days } = this.tools;
    const { id, terminal, source, day } = hold.run;
    const registry = new RegistryFacts(units, terminal);
    const withRegistries = source !== 'bank' && (await registry.covers(day));
    await hold.keep({ withRegistries });
    const stated = await units.alone((connection) => new Sightings(connection).factsOf(id, terminal));
    const ledger = new LedgerFacts(units, () => hold.goOn());
    const gathered = new Gathered(about, days, ledger, billed, stated);
    await gathered.readLedger(withRegistries ? registry : null);
    return gathered;
  }

  private creditsOf({ told }: Gathered, isWanted: (receipt: string) => boolean): readonly string[] {
    return told.flatMap(({ credits }) => credits.map(({ receipt }) => receipt).filter(isWanted));
  }

  private async lookUp({ billed }: Gathered, receipts: readonly string[]): Promise<void> {
    await runAbreast(this.tools.billingConcurrency, receipts, (receipt) => billed.lookUp(receipt));
  }

  /** Asks bank, billing and ledger, in this order, about each payment with an error. */
  private async lookAgain(hold: RunHold, gathered: Gathered, findings: readonly Finding[]): Promise<void> {
    const doubted = findings.filter(
      (one) => one.severity === 'error' && !WITHOUT_PAYMENT.includes(one.class),
    );
    const ids = [...new Set(doubted.flatMap(({ paymentId }) => paymentId ?? []))];
    if (ids.length === 0) return;
    await this.askBankAgain(hold, gathered, ids);
    const receipts = ids.flatMap((id) => gathered.ledger.of(id)?.credits.map(({ receipt }) => receipt) ?? []);
    await this.lookUp(gathered, receipts);
    await gathered.ledger.withIds(ids);
  }

  private async askBankAgain(hold: RunHold, gathered: Gathered, ids: readonly string[]): Promise<void> {
    const { bank, asking, store, units, bankConcurrency } = this.tools;
    const { id: runId, source, terminal } = hold.run;
    if (source === 'registry' || terminal !== bank.terminal) return;
    await bank.checkHealth();
    const payments = await store.read((unit) => unit.payments.findMany(ids));
    const heard: Sighting[] = [];
    await runAbreast(bankConcurrency, payments, async (payment) => {
      await hold.goOn();
      const order = { orderId: payment.orderId, paymentId: payment.id, toldAt: null };
      const { seen, error } = await asking.askOne(order, payment);
      if (!error) heard.push(...seen);
    });
    for (let at = 0; at < heard.length; at += SIGHTINGS_AT_A_TIME) {
      const some = heard.slice(at, at + SIGHTINGS_AT_A_TIME);
      await hold.keep({}, (connection) => new Sightings(connection).keep(runId, some));
    }
    const facts = await units.alone((connection) => new Sightings(connection).factsOf(runId, terminal));
    const orders = new Set(heard.map(({ orderId }) => orderId));
    gathered.hearAgain(facts.filter(({ orderId }) => orderId !== null && orders.has(orderId)));
  }
}

const SIGHTINGS_AT_A_TIME = 500;
