import type { LedgerStore } from '../ledger/ledger-store.port';
import type { Payment } from '../ledger/payment';
import { withNames, type Quarantine } from '../ledger/quarantine';
import { backoffMs } from '../shared/backoff';
import type { Clock } from '../shared/clock';
import type { Random } from '../shared/random';
import { runAbreast } from '../shared/run-abreast';
import { Rejected, UpstreamError } from '../shared/upstream-errors';
import { advance } from './advance';
import { windowBegin } from './window';

/** The questions to the bank, as composition joins them from the rooms that ask. */
export interface BankQuestions {
  /** Asks about one payment and applies the answer. @throws UpstreamError when there is none */
  ask(payment: Payment): Promise<void>;
  /** @throws UpstreamError when the bank answers nobody. */
  checkHealth(): Promise<void>;
  /** Has the payment asked about by the schedule. */
  askSoon(paymentId: string): Promise<void>;
}

export interface BankProofTools {
  readonly store: LedgerStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly lookbackMs: number;
  readonly concurrency: number;
}

/** The bank seems to live, and answers about no order at all. */
export class BankSilent extends Error {}

const PAGE = 50;
const TRIES = 3;
const PAUSE = { firstMs: 500, factor: 2, capMs: 5_000 };
/** So many pages without a single answer are taken for a bank that is away, before their orders are given up. */
const SILENT_PAGES = 20;

/** Asks the bank once more about every payment that it could have moved since the ledger's rows were written. */
export class BankProof {
  private silentPages = 0;

  constructor(
    private readonly bank: BankQuestions,
    private readonly tools: BankProofTools,
  ) {}

  /**
   * @returns the quarantine after it, or null once it has ended
   * @throws UpstreamError BankSilent when the bank is away; the walk goes on from the same page later
   */
  async run(begun: Quarantine, isStopped: () => boolean): Promise<Quarantine | null> {
    let quarantine: Quarantine | null = begun;
    while (quarantine?.phase === 'bank' && !isStopped()) quarantine = await this.step(quarantine);
    return quarantine;
  }

  private async step(quarantine: Quarantine): Promise<Quarantine | null> {
    const { store, lookbackMs } = this.tools;
    const since = windowBegin(quarantine, lookbackMs);
    const page = await store.read((unit) => unit.payments.mayHaveMoved(quarantine.cursor, since, PAGE));
    if (page.length > 0) return this.page(quarantine, page);
    return advance(store, quarantine.id, (held) =>
      held.phase === 'bank' && held.cursor === quarantine.cursor ? { phase: 'billing', cursor: null } : {},
    );
  }

  private async page(quarantine: Quarantine, page: readonly Payment[]): Promise<Quarantine | null> {
    const { store } = this.tools;
    await this.bank.checkHealth();
    const unanswered = await this.askAll(page);
    const before = new Map(page.map(({ id, status }) => [id, status]));
    const after = await store.read((unit) => unit.payments.findMany([...before.keys()]));
    const moved = after.filter(({ id, status }) => before.get(id) !== status);
    return advance(store, quarantine.id, ({ phase, cursor, report }) => {
      // Another replica has walked this page too: it counts once.
      if (phase !== 'bank' || cursor !== quarantine.cursor) return {};
      const bank = {
        asked: report.bank.asked + page.length,
        moved: withNames(report.bank.moved, orderIdsOf(moved)),
        unanswered: withNames(report.bank.unanswered, orderIdsOf(unanswered)),
      };
      return { cursor: page.at(-1)?.id ?? null, report: { ...report, bank } };
    });
  }

  /** @returns the payments about which the bank does not answer */
  private async askAll(page: readonly Payment[]): Promise<readonly Payment[]> {
    const unanswered: Payment[] = [];
    let refused = 0;
    await runAbreast(this.tools.concurrency, page, async (payment) => {
      const error = await this.ask(payment);
      if (!error) return;
      unanswered.push(payment);
      if (error instanceof Rejected) refused += 1;
      else await this.bank.askSoon(payment.id);
    });
    const isSilent = unanswered.length === page.length && refused === 0;
    this.silentPages = isSilent ? this.silentPages + 1 : 0;
    if (isSilent && this.silentPages < SILENT_PAGES) {
      throw new BankSilent('The bank answers about none of the orders');
    }
    return unanswered;
  }

  private async ask(payment: Payment): Promise<UpstreamError | null> {
    const { clock, random } = this.tools;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.bank.ask(payment);
        return null;
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        if (error instanceof Rejected || attempt >= TRIES) return error;
        await clock.sleep(backoffMs(PAUSE, attempt, random));
      }
    }
  }
}

const orderIdsOf = (payments: readonly Payment[]): string[] => payments.map(({ orderId }) => orderId);
