import { DuplicateRow, type LedgerUnit } from '../ledger/ledger-store.port';
import type { Payment } from '../ledger/payment';
import type { SuspenseCase, SuspenseProposal } from '../ledger/suspense-case';
import { Problem } from '../shared/problem/problem';
import { askAboutOrder, type ConfirmedOrder } from './bank-order';
import { findFitAgreement, type FitAgreement } from './fit-agreement';
import type { SuspenseDesk } from './suspense-desk';
import { SuspenseProblems } from './suspense-problems';

interface Approval {
  readonly suspense: SuspenseCase;
  readonly adopted: Payment | null;
}

type Proposed = SuspenseCase & { readonly proposal: SuspenseProposal };

/**
 * The second person lets the money go. Billing and, for an unknown order, the bank are asked once more; then the case and what
 * moves the money are written in one transaction, and the outbox carries it out whoever dies meanwhile.
 */
export class ApproveMove {
  constructor(private readonly desk: SuspenseDesk) {}

  /**
   * Approved before by the same person, it answers the case as it is.
   * @param version the version of the case that was looked at; null takes it as it is
   * @throws Problem `suspense_case_not_found`, `suspense_case_not_open`, `suspense_second_person_needed`,
   *   `suspense_case_changed`, `agreement_not_found`, `agreement_closed`, `money_not_movable`, `bank_does_not_confirm`
   * @throws UpstreamError
   */
  async execute(id: string, version: number | null, actor: string): Promise<SuspenseCase> {
    const { store, billing, acquirer, adoptedOrders, wakeup } = this.desk;
    const known = await store.read((unit) => unit.suspense.find(id));
    if (!known) throw new Problem(SuspenseProblems.notFound);
    if (isApprovedBy(known, actor)) return known;
    const seen = mustBeProposed(known, version ?? known.version, actor);
    const fit = await findFitAgreement(billing, seen.proposal.agreementId);
    if (!isAsProposed(seen.proposal, fit)) throw new Problem(SuspenseProblems.changed);
    const order = seen.paymentId === null ? await askAboutOrder(acquirer, seen) : null;
    if (order && !isAsSeen(order, seen)) throw new Problem(SuspenseProblems.changed);
    const { suspense, adopted } = await this.write(seen, { fit, order }, actor);
    if (adopted) await adoptedOrders.opened(adopted);
    wakeup.wake();
    return suspense;
  }

  private async write(
    seen: Proposed,
    found: { readonly fit: FitAgreement; readonly order: ConfirmedOrder | null },
    actor: string,
  ): Promise<Approval> {
    try {
      return await this.desk.store.unitOfWork(async (unit) => {
        const held = await unit.suspense.lock(seen.id);
        if (!held) throw new Problem(SuspenseProblems.notFound);
        if (isApprovedBy(held, actor)) return { suspense: held, adopted: null };
        const proposed = mustBeProposed(held, seen.version, actor);
        const adopted = found.order ? await this.adopt(unit, proposed, found.fit, found.order, actor) : null;
        if (!adopted) await this.move(unit, proposed, actor);
        const suspense = await this.approve(unit, proposed, adopted?.id ?? proposed.paymentId, actor);
        return { suspense, adopted };
      });
    } catch (error) {
      // The order came to be known since.
      if (error instanceof DuplicateRow) throw new Problem(SuspenseProblems.changed, { cause: error });
      throw error;
    }
  }

  private async approve(
    unit: LedgerUnit,
    held: Proposed,
    paymentId: string | null,
    actor: string,
  ): Promise<SuspenseCase> {
    const { book, clock } = this.desk;
    const changes = { state: 'moving', paymentId, approvedBy: actor, approvedAt: clock.now() } as const;
    const { agreementId, agreementNumber, by, fromReceipt } = held.proposal;
    const evidence = { agreementId, agreementNumber, proposedBy: by, fromReceipt };
    return book.change(unit, held, changes, { type: 'approved', actor, evidence });
  }

  private async move(unit: LedgerUnit, { id, paymentId, proposal }: Proposed, actor: string): Promise<void> {
    const payment = paymentId === null ? null : await unit.payments.lock({ id: paymentId });
    if (!payment || proposal.fromReceipt === null) throw new Problem(SuspenseProblems.changed);
    const hindrance = await this.desk.transfers.move(unit, payment, {
      toAgreementId: proposal.agreementId,
      fromReceipt: proposal.fromReceipt,
      actor,
      evidence: { suspenseCase: id, proposedBy: proposal.by, approvedBy: actor, note: proposal.note },
    });
    if (hindrance === 'moved_meanwhile') throw new Problem(SuspenseProblems.changed);
    if (hindrance !== null) throw new Problem(SuspenseProblems.notMovable);
  }

  private async adopt(
    unit: LedgerUnit,
    { id, orderId, terminal, proposal }: Proposed,
    { agreement, account }: FitAgreement,
    order: ConfirmedOrder,
    actor: string,
  ): Promise<Payment> {
    const { adoptedOrders, transfers } = this.desk;
    const payment = await adoptedOrders.open(
      unit,
      {
        ...order,
        orderId,
        terminal,
        subscriberUid: account.uid,
        agreementId: agreement.agreementId,
        agreementNumber: agreement.number,
        operatorName: agreement.operatorName,
      },
      actor,
    );
    const evidence = { suspenseCase: id, adopted: true, proposedBy: proposal.by, approvedBy: actor };
    await transfers.note(unit, payment.id, actor, { ...evidence, note: proposal.note });
    return payment;
  }
}

function isApprovedBy({ state, approvedBy }: SuspenseCase, actor: string): boolean {
  return (state === 'moving' || state === 'moved') && approvedBy === actor;
}

function mustBeProposed(suspense: SuspenseCase, version: number, actor: string): Proposed {
  const { proposal } = suspense;
  if (suspense.state !== 'proposed' || !proposal) throw new Problem(SuspenseProblems.notOpen);
  if (suspense.version !== version) throw new Problem(SuspenseProblems.changed);
  if (proposal.by === actor) throw new Problem(SuspenseProblems.secondPersonNeeded);
  return { ...suspense, proposal };
}

/** It is still the agreement of the same subscriber, under the number that both persons saw. */
function isAsProposed(proposal: SuspenseProposal, { agreement, account }: FitAgreement): boolean {
  return account.uid === proposal.subscriberUid && agreement.number === proposal.agreementNumber;
}

function isAsSeen(order: ConfirmedOrder, seen: SuspenseCase): boolean {
  return order.amountKopecks === seen.amountKopecks && order.acquirerPaymentId === seen.acquirerPaymentId;
}
