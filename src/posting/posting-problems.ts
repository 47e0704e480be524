import type { ProblemKind } from '../shared/problem/problem';

export const PostingProblems = {
  notFound: {
    code: 'posting_not_found',
    status: 404,
    title: { ru: 'Зачисление не найдено', en: 'Posting not found' },
    detail: { ru: 'Такого зачисления нет.', en: 'There is no such posting.' },
  },
  notParked: {
    code: 'posting_not_parked',
    status: 409,
    title: { ru: 'Зачисление не отложено', en: 'The posting is not parked' },
    detail: {
      ru: 'Повторить можно только отложенное зачисление.',
      en: 'Only a parked posting can be retried.',
    },
  },
} satisfies Record<string, ProblemKind>;
