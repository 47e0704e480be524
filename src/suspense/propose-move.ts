import type { LedgerUnit } from '../ledger/ledger-store.port';
import { lastCredit } from '../ledger/chain';
import type { SuspenseCase, SuspenseProposal } from '../ledger/suspense-case';
import { hindranceOf } from '../ledger/transfers';
import { Problem } from '../shared/problem/problem';
import { askAboutOrder, type ConfirmedOrder } from './bank-order';
import { findFitAgreement } from './fit-agreement';
import type { SuspenseDesk } from './suspense-desk';
import { SuspenseProblems } from './suspense-problems';

export interface ProposalWish {
  readonly agreementId: string;
  readonly note: string;
}

/** The first person says where the money is to go. Nothing moves by it. */
export class ProposeMove {
  constructor(private readonly desk: SuspenseDesk) {}

  /**
   * Takes the place of an earlier proposal that nobody has approved.
   * @throws Problem `suspense_case_not_found`, `suspense_case_not_open`, `agreement_not_found`, `agreement_closed`,
   *   `money_not_movable`, `bank_does_not_confirm`
   * @throws UpstreamError
   */
  async execute(id: string, wish: ProposalWish, actor: string): Promise<SuspenseCase> {
    const { store, billing, acquirer, book, transfers, clock } = this.desk;
    const known = await store.read((unit) => unit.suspense.find(id));
    if (!known) throw new Problem(SuspenseProblems.notFound);
    mustWait(known);
    const { agreement, account } = await findFitAgreement(billing, wish.agreementId);
    const order = known.paymentId === null ? await askAboutOrder(acquirer, known) : null;
    return store.unitOfWork(async (unit) => {
      const held = await unit.suspense.lock(id);
      if (!held) throw new Problem(SuspenseProblems.notFound);
      mustWait(held);
      const fromReceipt = held.paymentId === null ? null : await receiptToLeave(unit, held.paymentId, wish);
      const proposal: SuspenseProposal = {
        agreementId: agreement.agreementId,
        agreementNumber: agreement.number,
        subscriberUid: account.uid,
        note: wish.note,
        fromReceipt,
        by: actor,
        at: clock.now(),
      };
      const { agreementId, agreementNumber, subscriberUid } = proposal;
      const evidence = { agreementId, agreementNumber, subscriberUid, fromReceipt };
      if (held.paymentId !== null) {
        await transfers.note(unit, held.paymentId, actor, {
          suspenseCase: id,
          proposed: agreementId,
          note: wish.note,
        });
      }
      const changes = { state: 'proposed', proposal, ...bankFacts(order) } as const;
      return book.change(unit, held, changes, { type: 'proposed', actor, text: wish.note, evidence });
    });
  }
}

function mustWait({ state }: SuspenseCase): void {
  if (state !== 'open' && state !== 'proposed') throw new Problem(SuspenseProblems.notOpen);
}

/** What the second person sees is what the bank says. */
function bankFacts(order: ConfirmedOrder | null): Partial<SuspenseCase> {
  return order ? { amountKopecks: order.amountKopecks, acquirerPaymentId: order.acquirerPaymentId } : {};
}

/** The document number of the credit that is to be undone. */
async function receiptToLeave(
  unit: LedgerUnit,
  paymentId: string,
  { agreementId }: ProposalWish,
): Promise<string> {
  const payment = await unit.payments.lock({ id: paymentId });
  const credit = lastCredit(await unit.postings.ofPayment(paymentId));
  const isMovable = payment && credit && hindranceOf(payment, credit) === null;
  if (!isMovable || credit.agreementId === agreementId) throw new Problem(SuspenseProblems.notMovable);
  return credit.receipt;
}
