import type { SuspenseKind } from '../ledger/suspense-case';

type Words = Readonly<Record<'ru' | 'en', string>>;

/** What each kind of case is, for who looks at it. */
export const EXPLANATIONS: Readonly<Record<SuspenseKind, Words>> = {
  unknown_order: {
    ru: 'Банк взял деньги за заказ, которого мы не знаем. Выберите договор: заказ станет нашим платежом, и если банк подтвердит его сам, деньги зачислятся.',
    en: 'The bank took money for an order that we do not know. Choose an agreement: the order becomes a payment of ours and is credited if the bank itself confirms it.',
  },
  closed_agreement: {
    ru: 'Банк подтвердил платёж, а биллинг не берёт деньги на этот договор: он закрыт или его нет. Выберите другой договор, либо откройте этот и повторите зачисление.',
    en: 'The bank confirmed the payment, and billing takes none for its agreement: it is closed or gone. Choose another agreement, or open this one and retry the posting.',
  },
  wrong_agreement: {
    ru: 'Деньги зачислены, но плательщик имел в виду другой договор. При переводе зачисление отменяется в биллинге и только после этого делается новое.',
    en: 'The money is credited, and the payer meant another agreement. A move cancels the credit in billing, and only then makes a new one.',
  },
  doubled_order: {
    ru: 'Один абонент дважды за короткое время оплатил одну сумму по одному договору. Отсюда можно перевести второй платёж или закрыть случай; возврат делается в кабинете банка, отсюда его пока нет.',
    en: 'One subscriber paid one sum for one agreement twice within a short time. From here the second payment can be moved or the case dismissed; a refund is made in the bank’s cabinet, and cannot be made from here yet.',
  },
};
