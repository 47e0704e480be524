import { AGREEMENT_CLOSED } from '../shared/problem/agreement-closed';
import { AGREEMENT_NOT_FOUND } from '../shared/problem/agreement-not-found';
import { PAYMENT_NOT_FOUND } from '../shared/problem/payment-not-found';
import type { ProblemKind } from '../shared/problem/problem';

export const SuspenseProblems = {
  paymentNotFound: PAYMENT_NOT_FOUND,
  agreementNotFound: AGREEMENT_NOT_FOUND,
  agreementClosed: AGREEMENT_CLOSED,
  notFound: {
    code: 'suspense_case_not_found',
    status: 404,
    title: { ru: 'Случай не найден', en: 'Suspense case not found' },
    detail: { ru: 'Такого случая нет.', en: 'There is no such case.' },
  },
  notOpen: {
    code: 'suspense_case_not_open',
    status: 409,
    title: { ru: 'Случай уже решён или решается', en: 'The case is settled, or on its way' },
    detail: {
      ru: 'С этим случаем так поступить уже нельзя: прочитайте его ещё раз.',
      en: 'This cannot be done with the case any more: read it again.',
    },
  },
  changed: {
    code: 'suspense_case_changed',
    status: 409,
    title: { ru: 'Случай изменился', en: 'The case has changed' },
    detail: {
      ru: 'С тех пор изменились предложение, договор, сумма или сам платёж. Прочитайте случай и предложите заново.',
      en: 'The proposal, the agreement, the sum or the payment has changed since. Read the case and propose anew.',
    },
  },
  secondPersonNeeded: {
    code: 'suspense_second_person_needed',
    status: 409,
    title: { ru: 'Нужен второй человек', en: 'A second person is needed' },
    detail: {
      ru: 'Перевод утверждает не тот, кто его предложил.',
      en: 'A move is approved by another person than the one who proposed it.',
    },
  },
  notMovable: {
    code: 'money_not_movable',
    status: 409,
    title: { ru: 'Деньги перевести нельзя', en: 'The money cannot be moved' },
    detail: {
      ru: 'Банк не подтвердил платёж или вернул его целиком либо частью, или деньги уже на этом договоре.',
      en: 'The bank has not confirmed the payment, or has returned all or a part of it, or the money is on this agreement already.',
    },
  },
  bankDoesNotConfirm: {
    code: 'bank_does_not_confirm',
    status: 409,
    title: { ru: 'Банк не подтверждает заказ', en: 'The bank does not confirm the order' },
    detail: {
      ru: 'На вопрос об этом заказе банк не назвал ровно одного подтверждённого платежа с суммой.',
      en: 'Asked about this order, the bank did not name exactly one confirmed payment with its sum.',
    },
  },
} satisfies Record<string, ProblemKind>;
