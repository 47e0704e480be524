import { Problem, type ProblemKind } from '../shared/problem/problem';
import type { Check } from './hindrance';

export const ClosingProblems = {
  dayNotReady: {
    code: 'day_not_ready',
    status: 409,
    title: { ru: 'День нельзя закрыть', en: 'The day cannot be closed' },
    detail: {
      ru: 'Закрыть день мешает то, что перечислено в errors.',
      en: 'What is listed in errors stands between the day and its closing.',
    },
  },
  dayInMotion: {
    code: 'day_in_motion',
    status: 409,
    title: { ru: 'День меняется', en: 'The day is changing' },
    detail: {
      ru: 'Платежи дня изменились, пока он закрывался. Повторите через минуту.',
      en: 'Payments of the day changed while it was being closed. Repeat in a minute.',
    },
  },
  dayAlreadyClosed: {
    code: 'day_already_closed',
    status: 409,
    title: { ru: 'День уже закрыт', en: 'The day is closed already' },
    detail: { ru: 'Этот день уже закрыт.', en: 'This day is closed already.' },
  },
  dayNotClosed: {
    code: 'day_not_closed',
    status: 409,
    title: { ru: 'День не закрыт', en: 'The day is not closed' },
    detail: { ru: 'Этот день не закрыт.', en: 'This day is not closed.' },
  },
  sealNotFound: {
    code: 'seal_not_found',
    status: 404,
    title: { ru: 'Печать не найдена', en: 'Seal not found' },
    detail: { ru: 'У этого дня нет такой печати.', en: 'This day has no such seal.' },
  },
  reopeningRequested: {
    code: 'reopening_already_requested',
    status: 409,
    title: { ru: 'Открытие дня уже запрошено', en: 'The reopening is requested already' },
    detail: {
      ru: 'Открытие этого дня уже запрошено: его подтверждают или отзывают.',
      en: 'The reopening of this day is requested already: confirm or withdraw it.',
    },
  },
  reopeningNotRequested: {
    code: 'reopening_not_requested',
    status: 409,
    title: { ru: 'Открытие дня не запрошено', en: 'No reopening is requested' },
    detail: {
      ru: 'Открытие этого дня никто не запрашивал, или запрос отозван.',
      en: 'Nobody has requested the reopening of this day, or the request was withdrawn.',
    },
  },
  reopeningBySamePerson: {
    code: 'reopening_same_person',
    status: 409,
    title: { ru: 'Нужен второй человек', en: 'A second person is needed' },
    detail: {
      ru: 'Открытие дня подтверждает не тот, кто его запросил. Запрос снят: запросите открытие снова.',
      en: 'Whoever requested the reopening cannot confirm it. The request has lapsed: request it again.',
    },
  },
} satisfies Record<string, ProblemKind>;

const RETRY_AFTER_SECONDS = 60;

export function dayInMotion(cause: unknown): Problem {
  return new Problem(ClosingProblems.dayInMotion, { cause, retryAfterSeconds: RETRY_AFTER_SECONDS });
}

/** Names everything that hinders, each by its stable code. */
export function dayNotReady(hindrances: readonly Check[]): Problem {
  const errors = hindrances.map(({ code, text }) => ({ pointer: 'day', code, detail: text }));
  return new Problem(ClosingProblems.dayNotReady, { errors });
}
