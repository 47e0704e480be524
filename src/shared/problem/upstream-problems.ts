import { Rejected, Unavailable, UnknownOutcome, type UpstreamError } from '../upstream-errors';
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

/** The problem that an upstream error becomes when nobody nearer has a better word for it. */
export function problemOfUpstream(error: UpstreamError): Problem {
  const options = { cause: error, retryAfterSeconds: RETRY_AFTER_SECONDS };
  if (error.upstream === 'billing') return new Problem(UpstreamProblems.billingUnavailable, options);
  if (error instanceof Unavailable) return new Problem(UpstreamProblems.acquirerUnavailable, options);
  if (error instanceof UnknownOutcome) return new Problem(UpstreamProblems.acquirerOutcomeUnknown, options);
  if (error instanceof Rejected) return new Problem(UpstreamProblems.acquirerRefused, { cause: error });
  return new Problem(UpstreamProblems.acquirerUnavailable, options);
}
