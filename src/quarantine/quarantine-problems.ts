import type { ProblemKind } from '../shared/problem/problem';

export const QuarantineProblems = {
  notFound: {
    code: 'quarantine_not_found',
    status: 404,
    title: { ru: 'Карантин не найден', en: 'Quarantine not found' },
    detail: { ru: 'Такого карантина нет.', en: 'There is no such quarantine.' },
  },
  notOpen: {
    code: 'quarantine_not_open',
    status: 409,
    title: { ru: 'Карантин уже закончен', en: 'The quarantine has ended' },
    detail: {
      ru: 'Закончить можно только идущий карантин.',
      en: 'Only an open quarantine can be ended.',
    },
  },
} satisfies Record<string, ProblemKind>;
