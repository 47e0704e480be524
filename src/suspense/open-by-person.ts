import type { SuspenseCase } from '../ledger/suspense-case';
import { isSettledCase } from '../ledger/suspense-case';
import { hindranceOf } from '../ledger/transfers';
import { Problem } from '../shared/problem/problem';
import { identityOfCredit, type CaseToOpen } from './case-book';
import { chainOf, isRefusedByAgreement, type Chain } from './chains';
import type { SuspenseDesk } from './suspense-desk';
import { SuspenseProblems } from './suspense-problems';

/** A person says that the money of a payment stands on the wrong agreement. */
export class OpenByPerson {
  constructor(private readonly desk: SuspenseDesk) {}

  /**
   * @returns the case about the credit by which the money stands now; one that was settled without a move is opened again
   * @throws Problem `payment_not_found`, `money_not_movable`
   */
  async execute(
    paymentId: string,
    reason: string,
    actor: string,
  ): Promise<{ readonly suspense: SuspenseCase; readonly isNew: boolean }> {
    const { store, book } = this.desk;
    const chain = await chainOf(store, paymentId);
    if (!chain) throw new Problem(SuspenseProblems.paymentNotFound);
    if (!chain.credit || hindranceOf(chain.payment, chain.credit) !== null) {
      throw new Problem(SuspenseProblems.notMovable);
    }
    const opened = await book.open(caseOf(chain, chain.credit, reason), actor);
    if (!isSettledCase(opened.suspense)) return opened;
    return { suspense: await this.reopen(opened.suspense.id, reason, actor), isNew: false };
  }

  private async reopen(id: string, reason: string, actor: string): Promise<SuspenseCase> {
    const { store, book } = this.desk;
    return store.unitOfWork(async (unit) => {
      const held = await unit.suspense.lock(id);
      if (!held) throw new Problem(SuspenseProblems.notFound);
      if (!isSettledCase(held)) return held;
      const changes: Partial<SuspenseCase> = {
        state: 'open',
        text: reason,
        proposal: null,
        approvedBy: null,
        approvedAt: null,
        settledAt: null,
        settledBy: null,
        settledReason: null,
      };
      return book.change(unit, held, changes, { type: 'reopened', actor, text: reason });
    });
  }
}

function caseOf(chain: Chain, credit: NonNullable<Chain['credit']>, reason: string): CaseToOpen {
  const { payment } = chain;
  const kind = isRefusedByAgreement(credit) ? 'closed_agreement' : 'wrong_agreement';
  return {
    identity: identityOfCredit(kind, credit.receipt),
    kind,
    paymentId: payment.id,
    relatedPaymentId: null,
    orderId: payment.orderId,
    acquirerPaymentId: payment.acquirerPaymentId,
    terminal: payment.terminal,
    amountKopecks: payment.amountKopecks,
    source: 'person',
    text: reason,
    paidAt: payment.confirmedAt ?? payment.createdAt,
  };
}
