import { AGREEMENT_CLOSED } from '../shared/problem/agreement-closed';
import { AGREEMENT_NOT_FOUND } from '../shared/problem/agreement-not-found';
import { PAYMENT_NOT_FOUND } from '../shared/problem/payment-not-found';
import type { ProblemKind } from '../shared/problem/problem';

export const PaymentProblems = {
  paymentNotFound: PAYMENT_NOT_FOUND,
  agreementNotFound: AGREEMENT_NOT_FOUND,
  agreementClosed: AGREEMENT_CLOSED,
  amountBelowMinimum: {
    code: 'amount_below_minimum',
    status: 422,
    title: { ru: 'Слишком маленькая сумма', en: 'The sum is too small' },
    detail: {
      ru: 'Наименьшая сумма платежа — {limit} руб.',
      en: 'The least sum of a payment is {limit} roubles.',
    },
  },
  amountAboveMaximum: {
    code: 'amount_above_maximum',
    status: 422,
    title: { ru: 'Слишком большая сумма', en: 'The sum is too large' },
    detail: {
      ru: 'Наибольшая сумма платежа — {limit} руб.',
      en: 'The greatest sum of a payment is {limit} roubles.',
    },
  },
  returnUrlNotAllowed: {
    code: 'return_url_not_allowed',
    status: 422,
    title: { ru: 'Недопустимый адрес возврата', en: 'The return address is not allowed' },
    detail: { ru: 'returnUrl должен вести в личный кабинет.', en: 'returnUrl must lead to the cabinet.' },
  },
  keyMissing: {
    code: 'idempotency_key_missing',
    status: 400,
    title: { ru: 'Нет ключа идемпотентности', en: 'No idempotency key' },
    detail: {
      ru: 'Передайте заголовок Idempotency-Key: от 8 до 128 видимых символов, новый для каждого платежа.',
      en: 'Send the header Idempotency-Key: 8 to 128 visible characters, a new one for each payment.',
    },
  },
  keyReused: {
    code: 'idempotency_key_reused',
    status: 422,
    title: { ru: 'Ключ уже использован', en: 'The key was used before' },
    detail: {
      ru: 'Этот Idempotency-Key уже был у другого запроса.',
      en: 'This Idempotency-Key came with another request before.',
    },
  },
  requestInFlight: {
    code: 'request_in_flight',
    status: 409,
    title: { ru: 'Запрос ещё выполняется', en: 'The request is still running' },
    detail: {
      ru: 'Тот же запрос уже выполняется. Повторите чуть позже.',
      en: 'The same request is running. Repeat it a little later.',
    },
  },
  notCancellable: {
    code: 'payment_not_cancellable',
    status: 409,
    title: { ru: 'Платёж нельзя отменить', en: 'The payment cannot be cancelled' },
    detail: {
      ru: 'Платёж уже выполняется или завершён ({status}).',
      en: 'The payment is under way or over ({status}).',
    },
  },
} satisfies Record<string, ProblemKind>;
