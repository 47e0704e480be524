import { reversalOf } from '../ledger/chain';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { SuspenseCase } from '../ledger/suspense-case';
import { isSettledCase } from '../ledger/suspense-case';
import { isEndedUnpaid } from '../ledger/transitions';
import type { CaseBook } from './case-book';
import { chainOf, type Chain } from './chains';

const ACTOR = 'worker:suspense';
const PAGE = 200;

interface Ending {
  readonly state: 'moved' | 'lapsed';
  /** One stable word. */
  readonly reason: string | null;
}

const lapsed = (reason: string): Ending => ({ state: 'lapsed', reason });

/** Settles cases whose money came to where it was to go, or of which nothing is left to decide. */
export class SettleCases {
  constructor(
    private readonly store: LedgerStore,
    private readonly book: CaseBook,
  ) {}

  async run(isStopped: () => boolean): Promise<void> {
    for (let after: string | null = null; !isStopped();) {
      const page = await this.store.read((unit) => unit.suspense.unsettled(after, PAGE));
      for (const suspense of page) await this.settle(suspense);
      if (page.length < PAGE) return;
      after = page.at(-1)?.id ?? null;
    }
  }

  private async settle(suspense: SuspenseCase): Promise<void> {
    const ending = await this.endingOf(suspense);
    if (!ending) return;
    await this.store.unitOfWork(async (unit) => {
      const held = await unit.suspense.lock(suspense.id);
      if (held?.version !== suspense.version || isSettledCase(held)) return;
      const { state, reason } = ending;
      const line = { type: state, actor: ACTOR, text: reason };
      await this.book.change(unit, held, this.book.settled(state, ACTOR, reason), line);
    });
  }

  private async endingOf(suspense: SuspenseCase): Promise<Ending | null> {
    if (suspense.paymentId === null) return this.endingOfUnknown(suspense);
    const chain = await chainOf(this.store, suspense.paymentId);
    if (!chain) return null;
    if (suspense.state !== 'moving' && (await this.isFirstRefunded(suspense))) return lapsed('refunded');
    return suspense.state === 'moving' ? endingOfMove(suspense, chain) : endingOfWaiting(suspense, chain);
  }

  /** Of two payments that are alike, one is left. */
  private async isFirstRefunded({ relatedPaymentId }: SuspenseCase): Promise<boolean> {
    if (relatedPaymentId === null) return false;
    const first = await this.store.read((unit) => unit.payments.find(relatedPaymentId));
    return first?.status === 'refunded';
  }

  private async endingOfUnknown({ orderId }: SuspenseCase): Promise<Ending | null> {
    const [known] = await this.store.read((unit) => unit.suspenseSearch.paymentsOf([orderId]));
    return known ? lapsed('order_known') : null;
  }
}

function endingOfMove({ proposal }: SuspenseCase, { payment, postings, credit }: Chain): Ending | null {
  if (payment.status === 'refunded') return lapsed('refunded');
  if (isEndedUnpaid(payment.status)) return lapsed('not_confirmed');
  if (!credit || !proposal) return null;
  const isOurs = credit.agreementId === proposal.agreementId;
  const isUndone = reversalOf(credit, postings) !== null;
  if (!isOurs || isUndone) return lapsed('moved_elsewhere');
  return credit.state === 'posted' ? { state: 'moved', reason: null } : null;
}

function endingOfWaiting({ kind, identity }: SuspenseCase, { payment, credit }: Chain): Ending | null {
  if (payment.status === 'refunded') return lapsed('refunded');
  if (kind === 'doubled_order' || !credit) return null;
  if (!identity.endsWith(`:${credit.receipt}`)) return lapsed('moved_elsewhere');
  return kind === 'closed_agreement' && credit.state === 'posted' ? lapsed('credited') : null;
}
