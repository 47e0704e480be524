import type { BillingPayment, BillingPort } from '../billing/billing.port';
import { undoneReceiptOf } from '../ledger/document-numbers';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { Posting } from '../ledger/posting';
import type { PostingQueue } from '../ledger/posting-queue';
import { EMPTY_REPORT, withNames, type Quarantine, type QuarantineReport } from '../ledger/quarantine';
import type { RestoredMoves } from '../ledger/restored-moves';
import type { Clock } from '../shared/clock';
import { Rejected } from '../shared/upstream-errors';
import { BillingTally, isToBeUndone } from './billing-tally';
import { rowsById } from './rows-by-id';
import { windowBegin } from './window';

export interface BillingProofTools {
  readonly store: LedgerStore;
  readonly queue: PostingQueue;
  readonly restoredMoves: RestoredMoves;
  readonly clock: Clock;
  readonly lookbackMs: number;
}

const ACTOR = 'worker:quarantine';
const PAGE = 200;
/** Billing's clock may be ahead of ours. */
const AHEAD_MS = 24 * 60 * 60 * 1000;

/**
 * Compares billing's list of our payments with the ledger, receipt by receipt, and takes up again what the ledger had laid
 * aside and billing has carried out. Nothing else is mended: what differs is named.
 */
export class BillingProof {
  constructor(
    private readonly billing: Pick<BillingPort, 'listPayments' | 'findPayment'>,
    private readonly tools: BillingProofTools,
  ) {}

  /** @throws UpstreamError when billing is away; it begins anew later */
  async run(quarantine: Quarantine): Promise<QuarantineReport['billing']> {
    const since = windowBegin(quarantine, this.tools.lookbackMs);
    const tally = new BillingTally(this.tools.store);
    const listRefused = await this.list(since, tally);
    let report = { ...EMPTY_REPORT.billing, ...tally.report(), listRefused };
    const moved = await this.moved(tally);
    report = await this.posted(since, tally, report);
    const takenUp = [...moved, ...(await this.voided(tally)), ...(await this.parked())];
    return { ...report, takenUp: withNames(report.takenUp, takenUp) };
  }

  /** @returns why billing would not, or null */
  private async list(from: Date, tally: BillingTally): Promise<string | null> {
    const range = { from, to: this.tools.clock.after(AHEAD_MS) };
    try {
      let cursor: string | null = null;
      do {
        const page = await this.billing.listPayments(range, cursor);
        await tally.take(page.payments);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return null;
    } catch (error) {
      if (error instanceof Rejected) return error.message;
      throw error;
    }
  }

  /** Posted credits that the list does not show: each is asked for by itself before it is called missing. */
  private async posted(
    since: Date,
    tally: BillingTally,
    report: QuarantineReport['billing'],
  ): Promise<QuarantineReport['billing']> {
    const { store } = this.tools;
    let { missing, cancelled, unproven } = report;
    const credits = rowsById((after) =>
      store.read((unit) => unit.postings.postedCredits(after, since, PAGE)),
    );
    for await (const credit of credits) {
      const { receipt } = credit;
      if (tally.hasInForce(receipt)) continue;
      const found = await this.find(receipt);
      if (found === 'refused') unproven = withNames(unproven, [receipt]);
      else if (!found) missing = withNames(missing, [receipt]);
      else if (found.isCancelled && !(await isToBeUndone(store, credit))) {
        cancelled = withNames(cancelled, [receipt]);
      }
    }
    return { ...report, missing, cancelled, unproven };
  }

  /** The ledger has forgotten that it moved a payment to another agreement, and billing has the credit there. */
  private async moved(tally: BillingTally): Promise<string[]> {
    const takenUp: string[] = [];
    for (const { receipt, agreementId } of tally.movedInForce) {
      if (await this.tools.restoredMoves.restore(receipt, agreementId, ACTOR)) takenUp.push(receipt);
    }
    return takenUp;
  }

  /** A credit was voided as surely never sent, and billing has it: it is settled after all, and then reversed. */
  private async voided(tally: BillingTally): Promise<string[]> {
    const takenUp: string[] = [];
    for (const credit of tally.voidedInForce) {
      if (await this.tools.queue.takeUpVoided(credit, ACTOR)) takenUp.push(credit.receipt);
    }
    return takenUp;
  }

  /** What waits for a person goes on waiting, unless billing has done it since: then the worker compares and settles it. */
  private async parked(): Promise<string[]> {
    const { store, queue } = this.tools;
    const takenUp: string[] = [];
    const parked = rowsById((after) => store.read((unit) => unit.postings.parked(after, PAGE)));
    for await (const posting of parked) {
      if (!(await this.isDone(posting))) continue;
      if (await queue.retry(posting.id, ACTOR)) takenUp.push(posting.receipt);
    }
    return takenUp;
  }

  private async isDone(posting: Posting): Promise<boolean> {
    const { kind, receipt } = posting;
    const found = await this.find(kind === 'credit' ? receipt : undoneReceiptOf(posting));
    if (found === null || found === 'refused') return false;
    if (kind === 'reversal') return found.isCancelled;
    return !found.isCancelled || isToBeUndone(this.tools.store, posting);
  }

  private async find(receipt: string): Promise<BillingPayment | 'refused' | null> {
    try {
      return await this.billing.findPayment(receipt);
    } catch (error) {
      if (error instanceof Rejected) return 'refused';
      throw error;
    }
  }
}
