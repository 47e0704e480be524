import type { Discrepancy } from '../books/discrepancy';
import { lastCredit, reversalOf } from '../ledger/chain';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { Payment } from '../ledger/payment';
import type { Posting } from '../ledger/posting';
import type { PostingQueue } from '../ledger/posting-queue';
import type { Wakeup } from '../ledger/wakeup';
import type { BankQuestions } from './bank-questions';

/** Who has a discrepancy healed. What billing has lost is sent once more only when a person says so. */
export interface Healer {
  readonly actor: string;
  readonly isPerson: boolean;
}

/**
 * - `on_its_way`: the outbox has it
 * - `needs_person`: it can be healed, but not without a person's approval
 * - `nothing_to_queue`: the ledger owes billing nothing here
 */
export type Healing = 'on_its_way' | 'needs_person' | 'nothing_to_queue';

export interface HealTools {
  readonly store: LedgerStore;
  readonly queue: PostingQueue;
  readonly bank: BankQuestions;
  readonly wakeup: Wakeup;
}

/**
 * Has the outbox do what is missing in billing. Nothing is done beside it: a payment moves by the bank's word alone, and
 * billing is called by the posting worker alone, which asks before it sends whatever may have been sent before.
 */
export class Heal {
  constructor(private readonly tools: HealTools) {}

  /** @throws UpstreamError when the bank had to be asked and is away */
  async execute(discrepancy: Discrepancy, by: Healer): Promise<Healing> {
    const { remedy, paymentId } = discrepancy;
    if (remedy === 'none' || paymentId === null) return 'nothing_to_queue';
    const healing =
      remedy === 'posting' ? await this.credit(paymentId, by) : await this.reverse(paymentId, by);
    if (healing === 'on_its_way') this.tools.wakeup.wake();
    return healing;
  }

  private async credit(paymentId: string, by: Healer): Promise<Healing> {
    const isOwed = ({ status }: Payment): boolean => status === 'confirmed' || status === 'posted';
    if (!(await this.becomes(paymentId, isOwed))) return 'nothing_to_queue';
    const credit = lastCredit(await this.postingsOf(paymentId));
    return credit && credit.state !== 'voided' ? this.push(credit, by) : 'nothing_to_queue';
  }

  private async reverse(paymentId: string, by: Healer): Promise<Healing> {
    if (!(await this.becomes(paymentId, ({ status }) => status === 'refunded'))) return 'nothing_to_queue';
    const postings = await this.postingsOf(paymentId);
    const credit = lastCredit(postings);
    const reversal = credit && reversalOf(credit, postings);
    if (!credit || !reversal) return 'nothing_to_queue';
    if (reversal.state !== 'voided') return this.push(reversal, by);
    return (await this.tools.queue.takeUpVoided(credit, by.actor)) ? 'on_its_way' : 'nothing_to_queue';
  }

  /** Asks the bank where the ledger has not heard of it yet. */
  private async becomes(paymentId: string, isSo: (payment: Payment) => boolean): Promise<boolean> {
    const { store, bank } = this.tools;
    const find = (): Promise<Payment | null> => store.read((unit) => unit.payments.find(paymentId));
    const payment = await find();
    if (!payment || isSo(payment)) return payment !== null;
    if (payment.terminal !== bank.terminal) return false;
    await bank.ask(payment, () => undefined);
    const after = await find();
    return after !== null && isSo(after);
  }

  private async push(posting: Posting, { actor, isPerson }: Healer): Promise<Healing> {
    const { queue, store } = this.tools;
    if (posting.state === 'parked') await queue.retry(posting.id, actor);
    if (posting.state === 'posted') {
      if (!isPerson) return 'needs_person';
      await queue.sendAgain(posting.id, actor);
    }
    // Another may have done it first: what counts is where it stands now.
    const now = await store.read((unit) => unit.postings.find(posting.id));
    return now?.state === 'due' || now?.state === 'in_progress' ? 'on_its_way' : 'nothing_to_queue';
  }

  private postingsOf(paymentId: string): Promise<readonly Posting[]> {
    return this.tools.store.read((unit) => unit.postings.ofPayment(paymentId));
  }
}
