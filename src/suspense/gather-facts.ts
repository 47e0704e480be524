import type { BillingPort } from '../billing/billing.port';
import { madeAtOf, paymentIdOfOrder } from '../ledger/document-numbers';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { SuspenseCase } from '../ledger/suspense-case';
import type { SeenAgreement } from '../ledger/suspense-rows.port';
import { UpstreamError } from '../shared/upstream-errors';
import { chainOf } from './chains';
import { accountOf, findOwned } from './fit-agreement';
import { wordsIn, type AlikeOrder, type KnownAgreement, type SuggestionFacts } from './suggestions';

/** Orders that ended unpaid count as alike so long before and after the payment. */
const NEAR_MS = 3 * 60 * 60_000;
const AGREEMENTS_MAX = 10;
/** Numbers in a text that billing is asked about, as ids of agreements. */
const ASKED_MAX = 5;
const AGREEMENT_ID = /^[1-9]\d{0,17}$/;

export interface Gathered {
  readonly facts: SuggestionFacts;
  /** False when billing was not there to be asked: there may be more to suggest. */
  readonly isComplete: boolean;
}

/** Gathers what suggestions for a case rest on, from ledger and billing. */
export class GatherFacts {
  constructor(
    private readonly store: LedgerStore,
    private readonly billing: Pick<BillingPort, 'findOwner' | 'getAccount'>,
  ) {}

  async execute(suspense: SuspenseCase): Promise<Gathered> {
    const chain = suspense.paymentId === null ? null : await chainOf(this.store, suspense.paymentId);
    const ofLedger = {
      kind: suspense.kind,
      paidAt: suspense.paidAt,
      standsOn: chain?.credit?.agreementId ?? null,
      alike: chain ? [] : await this.alike(suspense),
      ownNumberMadeAt: chain ? null : madeAtOfOrder(suspense.orderId),
    };
    try {
      const [own, inOrderNumber, inText] = [
        chain ? await this.ownOf(chain.payment.subscriberUid) : [],
        chain ? [] : await this.named(suspense.orderId),
        await this.named(suspense.text ?? ''),
      ];
      return { facts: { ...ofLedger, own, inOrderNumber, inText }, isComplete: true };
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      return { facts: { ...ofLedger, own: [], inOrderNumber: [], inText: [] }, isComplete: false };
    }
  }

  private async ownOf(uid: string): Promise<KnownAgreement[]> {
    const account = await accountOf(this.billing, uid);
    return (account?.agreements ?? []).map(({ agreementId, number, isOpen }) => ({
      agreementId,
      agreementNumber: number,
      subscriberUid: uid,
      isOpen: isOpen && account?.isArchived === false,
    }));
  }

  /** Agreements that a text names: those in the ledger's orders, and numbers that are ids in billing. */
  private async named(text: string): Promise<KnownAgreement[]> {
    const words = wordsIn(text);
    if (words.length === 0) return [];
    const seen = await this.store.read((unit) => unit.suspenseSearch.agreementsNamed(words, AGREEMENTS_MAX));
    const ids = new Set(seen.map(({ agreementId }) => agreementId));
    for (const word of words.filter((each) => AGREEMENT_ID.test(each)).slice(0, ASKED_MAX)) ids.add(word);
    const known: KnownAgreement[] = [];
    for (const id of ids) {
      const owned = await findOwned(this.billing, id);
      if (!owned) continue;
      const { agreement, account } = owned;
      known.push({
        agreementId: id,
        agreementNumber: agreement.number,
        subscriberUid: account.uid,
        isOpen: agreement.isOpen && !account.isArchived,
      });
    }
    return known;
  }

  private async alike({ amountKopecks, paidAt, orderId }: SuspenseCase): Promise<AlikeOrder[]> {
    if (amountKopecks === null) return [];
    const when = (madeAtOfOrder(orderId) ?? paidAt).getTime();
    const made = { from: new Date(when - NEAR_MS), to: new Date(when + NEAR_MS) };
    const orders = await this.store.read((unit) =>
      unit.suspenseSearch.endedUnpaid(amountKopecks, made, AGREEMENTS_MAX),
    );
    return orders.map((order) => ({
      agreement: agreementOf(order),
      orderId: order.orderId,
      madeAt: order.createdAt,
    }));
  }
}

function agreementOf({ agreementId, agreementNumber, subscriberUid }: SeenAgreement): SeenAgreement {
  return { agreementId, agreementNumber, subscriberUid };
}

function madeAtOfOrder(orderId: string): Date | null {
  const paymentId = paymentIdOfOrder(orderId);
  return paymentId === null ? null : madeAtOf(paymentId);
}
