import type { SuspenseKind } from '../ledger/suspense-case';
import type { SeenAgreement } from '../ledger/suspense-rows.port';

/** What a person may do; `look` is not ours to do. */
export type SuggestedAction = 'move' | 'leave' | 'refund_at_bank' | 'look';

export interface Suggestion {
  /** 1 is the likeliest. */
  readonly rank: number;
  readonly action: SuggestedAction;
  readonly agreement: SeenAgreement | null;
  /** Stable. */
  readonly code: string;
  readonly reason: Readonly<Record<'ru' | 'en', string>>;
}

export interface KnownAgreement extends SeenAgreement {
  readonly isOpen: boolean;
}

/** An order of a subscriber's that ended unpaid. */
export interface AlikeOrder {
  readonly agreement: SeenAgreement;
  readonly orderId: string;
  readonly madeAt: Date;
}

/** All that suggestions rest on. */
export interface SuggestionFacts {
  readonly kind: SuspenseKind;
  readonly paidAt: Date;
  /** Where the money stands or was to go; null for an unknown order. */
  readonly standsOn: string | null;
  /** Agreements of the subscriber who paid, by billing. */
  readonly own: readonly KnownAgreement[];
  /** Agreements whose id or number occurs in the order's number or in what was written of the payment. */
  readonly inOrderNumber: readonly KnownAgreement[];
  readonly inText: readonly KnownAgreement[];
  readonly alike: readonly AlikeOrder[];
  /** When a payment of ours was made whose id is in the order's number; null when none is. */
  readonly ownNumberMadeAt: Date | null;
}

type Unranked = Omit<Suggestion, 'rank'> & { readonly weight: number };

const MINUTE_MS = 60_000;

/** Suggests what may be done about a case, the likeliest first. Nothing is ever done by it. */
export function suggestionsFor(facts: SuggestionFacts): readonly Suggestion[] {
  const all = [
    ...byName(facts),
    ...byAlikeOrder(facts),
    ...byOwner(facts),
    ...byOwnNumber(facts),
    ...ofDoubled(facts),
  ];
  const best = new Map<string, Unranked>();
  for (const suggestion of all.sort((a, b) => b.weight - a.weight)) {
    const about = `${suggestion.action} ${suggestion.agreement?.agreementId ?? ''}`;
    if (suggestion.agreement?.agreementId === facts.standsOn && suggestion.action === 'move') continue;
    if (!best.has(about)) best.set(about, suggestion);
  }
  return [...best.values()].map(({ action, agreement, code, reason }, index) => ({
    rank: index + 1,
    action,
    agreement,
    code,
    reason,
  }));
}

function byName({ inOrderNumber, inText }: SuggestionFacts): Unranked[] {
  const named = (
    agreements: readonly KnownAgreement[],
    code: string,
    weight: number,
    ru: string,
    en: string,
  ) =>
    agreements
      .filter(({ isOpen }) => isOpen)
      .map((agreement): Unranked => {
        const { agreementNumber: number } = agreement;
        const reason = {
          ru: `Договор ${number} назван в ${ru}.`,
          en: `Agreement ${number} is named in ${en}.`,
        };
        return { action: 'move', agreement: seen(agreement), code, reason, weight };
      });
  return [
    ...named(inText, 'named_in_text', 90, 'назначении или примечании', 'the description or the comment'),
    ...named(inOrderNumber, 'named_in_order_number', 80, 'номере заказа', 'the order’s number'),
  ];
}

/** Nearer in time weighs more. */
function byAlikeOrder({ alike, paidAt, ownNumberMadeAt }: SuggestionFacts): Unranked[] {
  const when = ownNumberMadeAt ?? paidAt;
  return alike.map(({ agreement, orderId, madeAt }): Unranked => {
    const apart = Math.abs(madeAt.getTime() - when.getTime());
    const minutes = String(Math.round(apart / MINUTE_MS));
    return {
      action: 'move',
      agreement,
      code: 'alike_order',
      reason: {
        ru: `По договору ${agreement.agreementNumber} был неоплаченный заказ ${orderId} на ту же сумму с разницей ${minutes} мин.`,
        en: `Agreement ${agreement.agreementNumber} had the unpaid order ${orderId} of the same sum ${minutes} min apart.`,
      },
      weight: 70 - Math.min(19, apart / (10 * MINUTE_MS)),
    };
  });
}

function byOwner({ own, standsOn }: SuggestionFacts): Unranked[] {
  const open = own.filter(({ isOpen, agreementId }) => isOpen && agreementId !== standsOn);
  const isOnly = open.length === 1;
  return open.map((agreement, index): Unranked => {
    const { agreementNumber: number } = agreement;
    return {
      action: 'move',
      agreement: seen(agreement),
      code: isOnly ? 'only_other_agreement' : 'other_agreement',
      reason: isOnly
        ? {
            ru: `${number} — единственный другой открытый договор этого абонента.`,
            en: `${number} is the only other open agreement of this subscriber.`,
          }
        : {
            ru: `${number} — другой открытый договор этого абонента.`,
            en: `${number} is another open agreement of this subscriber.`,
          },
      weight: (isOnly ? 60 : 50) - index / 1_000,
    };
  });
}

function byOwnNumber({ ownNumberMadeAt }: SuggestionFacts): Unranked[] {
  if (!ownNumberMadeAt) return [];
  const at = ownNumberMadeAt.toISOString();
  return [
    {
      action: 'look',
      agreement: null,
      code: 'own_order_number',
      reason: {
        ru: `Номер заказа похож на наш, от ${at}: строка могла пропасть при восстановлении базы. Чей он, скажет журнал этого дня.`,
        en: `The order’s number looks like one of ours, of ${at}: its row may be lost by a restored database. The journal of that day tells whose it is.`,
      },
      weight: 40,
    },
  ];
}

/** A refund is made in the bank's cabinet: the service cannot make one yet. */
function ofDoubled({ kind }: SuggestionFacts): Unranked[] {
  if (kind !== 'doubled_order') return [];
  return [
    {
      action: 'leave',
      agreement: null,
      code: 'leave_as_advance',
      reason: {
        ru: 'Оставить оба платежа: деньги стоят на договоре как аванс. Закройте случай с причиной.',
        en: 'Leave both payments: the money stands on the agreement as an advance. Dismiss the case with a reason.',
      },
      weight: 30,
    },
    {
      action: 'refund_at_bank',
      agreement: null,
      code: 'refund_at_bank',
      reason: {
        ru: 'Вернуть второй платёж в кабинете банка: отсюда возврат пока не делается. Сторно в биллинге пройдёт само.',
        en: 'Refund the second payment in the bank’s cabinet: it cannot be done from here yet. Billing is reversed by itself then.',
      },
      weight: 20,
    },
  ];
}

function seen({ agreementId, agreementNumber, subscriberUid }: SeenAgreement): SeenAgreement {
  return { agreementId, agreementNumber, subscriberUid };
}

const WORD = /[\p{L}\p{N}]+(?:[-/][\p{L}\p{N}]+)*/gu;
const LEAST = 3;
const WORDS_MAX = 24;

/** The words of a text that may name an agreement: whole ones, and their parts between hyphens and slashes. */
export function wordsIn(text: string): readonly string[] {
  const words = [...text.matchAll(WORD)].flatMap(([word]) => [word, ...word.split(/[-/]/)]);
  const possible = words.filter((word) => word.length >= LEAST && /\p{N}/u.test(word));
  return [...new Set(possible)].slice(0, WORDS_MAX);
}
