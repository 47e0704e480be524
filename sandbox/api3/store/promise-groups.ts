import type { PromiseTerms } from './records';

/** The one group of the demo that is offered promised payments. */
export const PROMISE_GROUP: PromiseTerms = {
  minKopecks: 100_00,
  maxKopecks: 500_00,
  tillDays: 5,
  debtLimitKopecks: 1000_00,
  minimumAgeDays: 30,
  blockDays: 90,
};
