import type { PromiseRefusal } from '../billing/cabinet.port';
import type { ProblemKind } from '../shared/problem/problem';

export const BalanceProblems = {
  promiseSumOutOfBounds: {
    code: 'promised_sum_out_of_bounds',
    status: 422,
    title: { ru: 'Недопустимая сумма', en: 'The sum is not allowed' },
    detail: {
      ru: 'Сумма обещанного платежа — от {min} до {max} руб.',
      en: 'A promised payment is from {min} to {max} roubles.',
    },
  },
  promiseInFlight: {
    code: 'promised_payment_in_flight',
    status: 409,
    title: { ru: 'Запрос ещё выполняется', en: 'The request is still running' },
    detail: {
      ru: 'Обещанный платёж по этому договору уже оформляется. Повторите чуть позже.',
      en: 'A promised payment for this agreement is being taken. Repeat a little later.',
    },
  },
  promiseOutcomeUnknown: {
    code: 'promised_payment_outcome_unknown',
    status: 504,
    title: { ru: 'Биллинг не дал ответа', en: 'Billing gave no answer' },
    detail: {
      ru: 'Биллинг не успел ответить. Через минуту проверьте, оформлен ли обещанный платёж.',
      en: 'Billing did not answer in time. Look in a minute whether the promised payment was taken.',
    },
  },
  promiseActive: {
    code: 'promised_payment_active',
    status: 409,
    title: { ru: 'Обещанный платёж уже есть', en: 'There is a promised payment already' },
    detail: {
      ru: 'По договору уже действует обещанный платёж.',
      en: 'The agreement has a promised payment already.',
    },
  },
  promiseTooYoung: {
    code: 'promised_payment_agreement_too_young',
    status: 409,
    title: { ru: 'Договор слишком новый', en: 'The agreement is too young' },
    detail: {
      ru: 'Обещанный платёж пока недоступен: договор заключён недавно.',
      en: 'No promised payment yet: the agreement was made not long ago.',
    },
  },
  promiseOverdue: {
    code: 'promised_payment_last_overdue',
    status: 409,
    title: { ru: 'Прошлый обещанный платёж просрочен', en: 'The last promised payment is overdue' },
    detail: {
      ru: 'Обещанный платёж недоступен: прошлый не был оплачен в срок.',
      en: 'No promised payment: the last one was not paid in time.',
    },
  },
  promiseDebtTooLarge: {
    code: 'promised_payment_debt_too_large',
    status: 409,
    title: { ru: 'Слишком большая задолженность', en: 'The debt is too large' },
    detail: {
      ru: 'Обещанный платёж недоступен: задолженность слишком большая.',
      en: 'No promised payment: the debt is too large.',
    },
  },
  promiseNotOffered: {
    code: 'promised_payment_not_offered',
    status: 409,
    title: { ru: 'Обещанный платёж недоступен', en: 'No promised payment' },
    detail: {
      ru: 'Обещанный платёж по этому договору не предоставляется. Обратитесь к провайдеру.',
      en: 'This agreement is not offered promised payments. Ask the provider.',
    },
  },
} satisfies Record<string, ProblemKind>;

export const PROMISE_PROBLEMS: Readonly<Record<PromiseRefusal, ProblemKind>> = {
  already_active: BalanceProblems.promiseActive,
  agreement_too_young: BalanceProblems.promiseTooYoung,
  last_overdue: BalanceProblems.promiseOverdue,
  debt_too_large: BalanceProblems.promiseDebtTooLarge,
  not_offered: BalanceProblems.promiseNotOffered,
};
