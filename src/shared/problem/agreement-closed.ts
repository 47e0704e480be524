import type { ProblemKind } from './problem';

export const AGREEMENT_CLOSED: ProblemKind = {
  code: 'agreement_closed',
  status: 409,
  title: { ru: 'Договор закрыт', en: 'The agreement is closed' },
  detail: { ru: 'Закрытый договор пополнить нельзя.', en: 'A closed agreement cannot be topped up.' },
};
