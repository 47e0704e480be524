import { addPosting, lastCredit, reversalOf } from './chain';
import { ordinalOf, readReceipt, type ReceiptParts } from './document-numbers';
import type { LedgerUnit } from './ledger-store.port';
import { record, type LedgerTools } from './ledger-tools';
import type { Payment } from './payment';
import type { Posting } from './posting';

/** Moves of money that the ledger has lost with what was written since a backup, as billing shows them. */
export class RestoredMoves {
  constructor(private readonly tools: LedgerTools) {}

  /**
   * Makes the postings again that led to a credit of a moved payment. Billing has it in force under a document number that
   * only we make, and it was sent only once every credit before it was undone; all the same each is asked about or cancelled
   * once more. Done before, it does nothing.
   * @returns whether there was something to do
   */
  async restore(receipt: string, agreementId: string, actor: string): Promise<boolean> {
    const parts = readReceipt(receipt);
    if (parts?.kind !== 'credit') return false;
    return this.tools.store.unitOfWork(async (unit) => {
      const payment = await unit.payments.lock({ id: parts.paymentId });
      const postings = payment ? await unit.postings.lockOfPayment(payment.id) : [];
      const last = lastCredit(postings);
      if (!payment || !last || ordinalOf(last.sequence) >= parts.ordinal) return false;
      if (!reversalOf(last, postings)) await this.undo(unit, payment, last);
      await this.fill(unit, payment, ordinalOf(last.sequence) + 1, { ...parts, agreementId });
      const evidence = { receipt, agreementId, how: 'move restored: billing has it' };
      await record(this.tools, unit, payment, { type: 'posting', actor, evidence });
      return true;
    });
  }

  private async undo(unit: LedgerUnit, payment: Payment, credit: Posting): Promise<void> {
    const now = this.tools.clock.now();
    if (credit.state === 'parked' || credit.state === 'due') {
      const asked = {
        state: 'due',
        mustAsk: true,
        nextAttemptAt: later(credit.nextAttemptAt, now),
        dueSince: now,
      } as const;
      await unit.postings.update({ ...credit, ...asked, parkedReason: null, version: credit.version + 1 });
    }
    const { agreementId } = credit;
    await addPosting(this.tools, unit, payment, {
      kind: 'reversal',
      ordinal: ordinalOf(credit.sequence),
      agreementId,
    });
  }

  /** What stood between is undone, as far as it was ever sent. */
  private async fill(
    unit: LedgerUnit,
    payment: Payment,
    from: number,
    { ordinal, agreementId }: ReceiptParts & { readonly agreementId: string },
  ): Promise<void> {
    for (let between = from; between < ordinal; between += 1) {
      for (const kind of ['credit', 'reversal'] as const) {
        await addPosting(this.tools, unit, payment, { kind, ordinal: between, agreementId, state: 'voided' });
      }
    }
    await addPosting(this.tools, unit, payment, { kind: 'credit', ordinal, agreementId });
    if (payment.status !== 'refunded') return;
    await addPosting(this.tools, unit, payment, { kind: 'reversal', ordinal, agreementId });
  }
}

const later = (a: Date, b: Date): Date => (a > b ? a : b);
