import type { Recipe } from './recipe';
import { variantOf, type Call } from './scenes';

const SUM = /^-?\d{1,12}(\.\d+)?$/;
const NOT_NEGATIVE = /^\d{1,12}(\.\d+)?$/;

/** For each positive answer to a call, the figures in it that the call must be able to read; true for any. */
const READABLE: Partial<Readonly<Record<Call, readonly (RegExp | boolean)[]>>> = {
  getAccount: [SUM, false],
  findOwner: [SUM, true],
  getBalance: [SUM, false],
  recommendedPayment: [SUM],
  getServices: [NOT_NEGATIVE, NOT_NEGATIVE, true],
  getHistory: [SUM, SUM, true],
  getPromisedPayment: [SUM, SUM, SUM, true],
  activePromise: [SUM, SUM, true],
};

/** Whether an answer that nothing was done to has to end in a value. */
export function isReadable({ call, base, money }: Recipe): boolean {
  const figures = READABLE[call]?.[variantOf(call, base)] ?? true;
  return typeof figures === 'boolean' ? figures : figures.test(money);
}
