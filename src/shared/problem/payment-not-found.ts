import type { ProblemKind } from './problem';

/** For subscribers and staff alike; also said of a payment of somebody else. */
export const PAYMENT_NOT_FOUND: ProblemKind = {
  code: 'payment_not_found',
  status: 404,
  title: { ru: 'Платёж не найден', en: 'Payment not found' },
  detail: { ru: 'Такого платежа нет.', en: 'There is no such payment.' },
};
