import {
  Rejected,
  Unavailable,
  UnknownOutcome,
  UpstreamChanged,
  type UpstreamError,
} from '../upstream-errors';
import { AGREEMENT_NOT_FOUND } from './agreement-not-found';
import { Problem, type ProblemKind } from './problem';

/** What a subscriber is told when a system behind us does not do its part. Never the other side's own text. */
export const UpstreamProblems = {
  billingUnavailable: {
    code: 'billing_unavailable',
    status: 503,
    title: { ru: 'Биллинг недоступен', en: 'Billing is unavailable' },
    detail: {
      ru: 'Биллинг сейчас не отвечает. Попробуйте через минуту.',
      en: 'Billing does not answer now. Try again in a minute.',
    },
  },
  billingUnreadable: {
    code: 'billing_unreadable',
    status: 502,
    title: { ru: 'Ответ биллинга не читается', en: 'Billing’s answer cannot be read' },
    detail: {
      ru: 'Биллинг ответил не так, как мы умеем читать. Мы уже разбираемся.',
      en: 'Billing answered in a form that we do not know how to read. We are looking into it.',
    },
  },
  billingDoesNotDoIt: {
    code: 'not_supported',
    status: 501,
    title: { ru: 'Не поддерживается', en: 'Not supported' },
    detail: {
      ru: 'Биллинг провайдера этого не умеет или не позволяет.',
      en: 'The provider’s billing cannot do this, or does not allow it.',
    },
  },
  accountNotFound: {
    code: 'account_not_found',
    status: 404,
    title: { ru: 'Абонент не найден', en: 'Subscriber not found' },
    detail: { ru: 'Такого абонента в биллинге нет.', en: 'Billing has no such subscriber.' },
  },
  sessionEnded: {
    code: 'session_ended',
    status: 401,
    title: { ru: 'Сеанс закончился', en: 'The session is over' },
    detail: {
      ru: 'Сеанс в биллинге закончился. Войдите снова.',
      en: 'The session in billing is over. Sign in again.',
    },
  },
  acquirerUnavailable: {
    code: 'acquirer_unavailable',
    status: 503,
    title: { ru: 'Банк недоступен', en: 'The bank is unavailable' },
    detail: {
      ru: 'Банк сейчас не отвечает. Попробуйте через минуту.',
      en: 'The bank does not answer now. Try again in a minute.',
    },
  },
  acquirerOutcomeUnknown: {
    code: 'acquirer_outcome_unknown',
    status: 504,
    title: { ru: 'Банк не дал ответа', en: 'The bank gave no answer' },
    detail: {
      ru: 'Банк не успел ответить; мы выясняем, что произошло. Повторите запрос через минуту.',
      en: 'The bank did not answer in time; we are finding out what happened. Repeat the request in a minute.',
    },
  },
  acquirerRefused: {
    code: 'acquirer_refused',
    status: 502,
    title: { ru: 'Банк отказал', en: 'The bank refused' },
    detail: {
      ru: 'Банк отклонил наш запрос. Мы уже разбираемся.',
      en: 'The bank turned our request down. We are looking into it.',
    },
  },
} satisfies Record<string, ProblemKind>;

const RETRY_AFTER_SECONDS = 30;

/** Refusals of billing that mean the same wherever they come from, by the codes of its ports. */
const BILLING_REFUSALS: Readonly<Record<string, ProblemKind>> = {
  agreement_not_found: AGREEMENT_NOT_FOUND,
  account_not_found: UpstreamProblems.accountNotFound,
  session_ended: UpstreamProblems.sessionEnded,
  not_supported: UpstreamProblems.billingDoesNotDoIt,
};

function problemOfBilling(error: UpstreamError): Problem {
  const refusal = error instanceof Rejected ? BILLING_REFUSALS[error.code] : undefined;
  if (refusal) return new Problem(refusal, { cause: error });
  if (error instanceof UpstreamChanged)
    return new Problem(UpstreamProblems.billingUnreadable, { cause: error });
  const options = { cause: error, retryAfterSeconds: RETRY_AFTER_SECONDS };
  return new Problem(UpstreamProblems.billingUnavailable, options);
}

/** The problem that an upstream error becomes when nobody nearer has a better word for it. */
export function problemOfUpstream(error: UpstreamError): Problem {
  if (error.upstream === 'billing') return problemOfBilling(error);
  const options = { cause: error, retryAfterSeconds: RETRY_AFTER_SECONDS };
  if (error instanceof Unavailable) return new Problem(UpstreamProblems.acquirerUnavailable, options);
  if (error instanceof UnknownOutcome) return new Problem(UpstreamProblems.acquirerOutcomeUnknown, options);
  if (error instanceof Rejected) return new Problem(UpstreamProblems.acquirerRefused, { cause: error });
  return new Problem(UpstreamProblems.acquirerUnavailable, options);
}
