import type { ProblemKind } from './problem';

/** Also said of an agreement of somebody else. */
export const AGREEMENT_NOT_FOUND: ProblemKind = {
  code: 'agreement_not_found',
  status: 404,
  title: { ru: 'Договор не найден', en: 'Agreement not found' },
  detail: { ru: 'Такого договора нет.', en: 'There is no such agreement.' },
};
